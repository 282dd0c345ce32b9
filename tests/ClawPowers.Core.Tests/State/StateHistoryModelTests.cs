using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.State;

/// <summary>Random changes made both to a store and to a plain list of versions: what can be read afterwards must agree.</summary>
public sealed class StateHistoryModelTests
{
    private static readonly object[] Values = ["text", "a longer text with ünïcödé \U0001F680", "", "7", "0.5", 3L, -2L, 0.25, 1.10m, true, "line\n"];

    [Fact]
    public void History_as_of_and_undo_agree_with_a_plain_list_of_versions()
    {
        Gen<Move> moves = Gen.Frequency(
            (4, Gen.Elements(Values).Select(static value => new Move("set", Value: value))),
            (2, from value in Gen.Elements(Values) from expiry in Gen.Choose(-5, 40) select new Move("set", Value: value, Number: expiry, Expires: true)),
            (5, Gen.Elements("x", "größer", "", "\U0001F680", "two\nlines").Select(static line => new Move("append", Value: line))),
            (3, Gen.Elements(1m, -2m, 0.5m).Select(static by => new Move("step", Value: by))),
            (2, Gen.Constant(new Move("remove"))),
            (2, Gen.Constant(new Move("undo"))),
            (2, Gen.Choose(1, 8).Select(static version => new Move("undo", Number: version))),
            (4, Gen.Choose(-15, 30).Select(static by => new Move("clock", Number: by))));

        using var scratch = new Scratch();
        DateTimeOffset start = scratch.Time.Now;
        int round = 0;
        Gen<Move[]> sequences = from length in Gen.Choose(1, 25) from sequence in moves.ArrayOf(length) select sequence;
        Prop.ForAll(sequences.ToArbitrary(), sequence =>
        {
            scratch.Time.MoveTo(start);
            string key = $"case:{++round}";
            var model = new Model();
            foreach (Move move in sequence)
            {
                Make(move, scratch, key, model);
            }

            CompareHistory(scratch, key, model);
            CompareMoments(scratch, key, model);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    private static void Make(Move move, Scratch scratch, string key, Model model)
    {
        long now = scratch.Time.Now.ToUnixTimeMilliseconds();
        switch (move.Kind)
        {
            case "clock":
                scratch.Time.MoveMilliseconds(move.Number!.Value);
                break;
            case "set":
                DateTimeOffset? expiry = move.Expires ? scratch.Time.Now.AddMilliseconds(move.Number!.Value) : null;
                scratch.Set(key, move.Value, expiresAt: expiry);
                model.Write(now, StateChange.Set, move.Value, expiry?.ToUnixTimeMilliseconds());
                break;
            case "append":
                model.Append(now, (string)move.Value!);
                Assert.Equal(model.Newest!.Value, scratch.Append(key, (string)move.Value!).Value);
                break;
            case "step":
                Agree(model.Step(now, (decimal)move.Value!), () => scratch.Step(key, (decimal)move.Value!));
                break;
            case "remove":
                Agree(model.Remove(now), () => scratch.Remove(key));
                break;
            case "undo":
                Agree(model.Undo(now, move.Number), () => scratch.Undo(key, move.Number));
                break;
        }
    }

    private static void Agree(string? expectedError, Func<StateEntry?> change)
    {
        string? error = null;
        try
        {
            change();
        }
        catch (ClawException exception)
        {
            error = exception.ErrorId;
        }

        Assert.Equal(expectedError, error);
    }

    private static void CompareHistory(Scratch scratch, string key, Model model)
    {
        if (model.Versions.Count == 0)
        {
            Failure.Of("StateKeyNotFound", () => scratch.History(key));
            return;
        }

        Assert.Equal(
            model.Versions.AsEnumerable().Reverse().Select(version => (version.Number, version.Change, version.Value, version.UpdatedAt, version.ExpiresAt)),
            scratch.History(key).Select(version => (version.Version, version.Change, version.Value, version.UpdatedAt.ToUnixTimeMilliseconds(), version.ExpiresAt?.ToUnixTimeMilliseconds())));
        Assert.Equal(model.Newest!.Number, scratch.History(key).Single(version => version.IsCurrent).Version);
    }

    private static void CompareMoments(Scratch scratch, string key, Model model)
    {
        IEnumerable<long> telling = model.Versions
            .SelectMany(version => new[] { version.UpdatedAt, version.ExpiresAt ?? version.UpdatedAt })
            .SelectMany(static moment => new[] { moment - 1, moment, moment + 1 })
            .Distinct();
        foreach (long moment in telling)
        {
            ModelVersion? expected = model.At(moment);
            DateTimeOffset asOf = DateTimeOffset.FromUnixTimeMilliseconds(moment);
            StateEntry? actual = scratch.List(key + "*", asOf).SingleOrDefault(entry => entry.Key == key);
            Assert.Equal(
                (expected?.Number, expected?.Value, expected?.UpdatedAt, expected?.ExpiresAt, expected?.CreatedAt),
                (actual?.Version, actual?.Value, actual?.UpdatedAt.ToUnixTimeMilliseconds(), actual?.ExpiresAt?.ToUnixTimeMilliseconds(), actual?.CreatedAt.ToUnixTimeMilliseconds()));
        }

        ModelVersion? live = model.Live(scratch.Time.Now.ToUnixTimeMilliseconds());
        StateEntry? now = scratch.List(key + "*").SingleOrDefault(entry => entry.Key == key);
        Assert.Equal((live?.Number, live?.Value), (now?.Version, now?.Value));
    }

    private sealed record Move(string Kind, object? Value = null, int? Number = null, bool Expires = false);

    private sealed record ModelVersion(long Number, StateChange Change, object? Value, long CreatedAt, long UpdatedAt, long? ExpiresAt);

    private sealed class Model
    {
        public List<ModelVersion> Versions { get; } = [];

        public ModelVersion? Newest => Versions.LastOrDefault();

        public ModelVersion? Live(long now) => Newest is { Value: not null } newest && !(newest.ExpiresAt <= now) ? newest : null;

        public ModelVersion? At(long moment) =>
            Versions.LastOrDefault(version => version.UpdatedAt <= moment) is { Value: not null } version && !(version.ExpiresAt <= moment) ? version : null;

        public void Write(long now, StateChange change, object? value, long? expires) => Versions.Add(new ModelVersion(
            Versions.Count + 1,
            change,
            value,
            Live(now)?.CreatedAt ?? now,
            Math.Max(now, Newest?.UpdatedAt ?? now),
            expires));

        public void Append(long now, string line) =>
            Write(now, StateChange.Append, Live(now) is { } live ? Text(live.Value!) + "\n" + line : line, Live(now)?.ExpiresAt);

        public string? Step(long now, decimal by)
        {
            object start = Live(now)?.Value ?? 0L;
            if (start is string text && long.TryParse(text, CultureInfo.InvariantCulture, out long whole))
            {
                start = whole;
            }

            object? sum = start switch
            {
                long number when decimal.IsInteger(by) => (long)(number + by),
                long number => number + by,
                double number => (decimal)number + by,
                decimal number => number + by,
                string fraction when decimal.TryParse(fraction, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number + by,
                _ => (object?)null,
            };
            if (sum is null)
            {
                return "StateNotNumeric";
            }

            Write(now, StateChange.Step, sum, Live(now)?.ExpiresAt);
            return null;
        }

        public string? Remove(long now)
        {
            if (Live(now) is null)
            {
                return "StateKeyNotFound";
            }

            Write(now, StateChange.Remove, value: null, expires: null);
            return null;
        }

        public string? Undo(long now, int? version)
        {
            if (Newest is not { } newest)
            {
                return "StateKeyNotFound";
            }

            ModelVersion? past;
            if (version is { } number)
            {
                past = Versions.Find(candidate => candidate.Number == number);
                if (past is null)
                {
                    return "StateVersionNotFound";
                }
            }
            else
            {
                // Expiry is undone as a removal would be: by bringing back what was there.
                bool hasExpired = newest.Value is not null && Live(now) is null;
                past = hasExpired ? newest : Versions.Count > 1 ? Versions[^2] : null;
            }

            if (past?.Value is null && newest.Value is null)
            {
                return "StateKeyNotFound";
            }

            bool isStillToCome = past is not null && past != newest && past.ExpiresAt > now;
            Write(now, StateChange.Undo, past?.Value, isStillToCome ? past!.ExpiresAt : null);
            return null;
        }

        private static string Text(object value) => value switch
        {
            bool flag => flag ? "True" : "False",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => (string)value,
        };
    }
}
