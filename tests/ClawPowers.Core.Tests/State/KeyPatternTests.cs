using System.Text;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.State;

public sealed class KeyPatternTests
{
    // Few and telling: neighbours in the order of code points, the ends of the planes, and both sides of the surrogates.
    private static readonly string[] Letters =
        ["a", "b", "c", "z", "A", "0", "-", "^", "_", "é", "中", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0001F680", "\U0010FFFF"];

    private static readonly string[] Wildcards = ["*", "*", "?", "[a-c]", "[^a]", "[^a-c]", "[]a]", "[中\U0001F680]", "[a-]", "[\uE000-\U0010FFFF]", "[a", ":"];

    [Fact]
    public void A_glob_finds_exactly_the_keys_that_a_plain_matcher_finds()
    {
        using var scratch = new Scratch();
        var cases =
            from keys in Gen.NonEmptyListOf(RandomKey())
            from pattern in RandomPattern()
            select (Keys: keys.Distinct(StringComparer.Ordinal).ToArray(), Pattern: pattern);
        int round = 0;

        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            // A project of its own keeps each case apart without a file of its own.
            string project = $"case-{++round}";
            StateStore state = scratch.State;
            state.Apply([.. given.Keys.Select(key => state.Plan(new SetRequest { Key = key, Value = 1, Project = project, WantsEntry = false }))]);

            string[] found = [.. state.Read(new StateQuery { Keys = KeyPattern.Parse(given.Pattern), Project = project }).Select(entry => entry.Key)];

            string[] expected = [.. given.Keys.Where(key => PlainGlob.Matches(given.Pattern, key)).Order(CodePointOrder.Instance)];
            return found.SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Every_key_that_begins_with_a_text_lies_in_the_range_of_its_pattern_and_no_other_does()
    {
        Prop.ForAll(RandomKey().ToArbitrary(), RandomKey().ToArbitrary(), (prefix, key) =>
        {
            KeyPattern pattern = KeyPattern.StartingWith(prefix);
            bool Inside(string text) =>
                CodePointOrder.Instance.Compare(text, pattern.Start) >= 0
                && (pattern.End is null || CodePointOrder.Instance.Compare(text, pattern.End) < 0);

            return Inside(prefix + key) && Inside(prefix) && Inside(key) == key.StartsWith(prefix, StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void A_range_ends_after_the_last_code_point_and_steps_over_the_surrogates()
    {
        Assert.Equal("b", KeyPattern.StartingWith("a").End);
        Assert.Equal("a\uE000", KeyPattern.StartingWith("a\uD7FF").End);
        Assert.Equal("b", KeyPattern.StartingWith("a\U0010FFFF\U0010FFFF").End);
        Assert.Null(KeyPattern.StartingWith("\U0010FFFF").End);
        Assert.Null(KeyPattern.Everything.End);
    }

    [Fact]
    public void A_star_crosses_colons_and_a_question_mark_is_one_character()
    {
        using var scratch = new Scratch();
        scratch.Set("debug:payment:pool:root_cause", 1);
        scratch.Set("debug:root_cause", 2);
        scratch.Set("x:\U0001F680", 3);
        scratch.Set("x:ab", 4);

        Assert.Equal(["debug:payment:pool:root_cause"], scratch.Keys("debug:*:root_cause"));
        Assert.Equal(["x:\U0001F680"], scratch.Keys("x:?"));
        Assert.Equal(["x:ab"], scratch.Keys("x:??"));
        Assert.Equal(["x:ab"], scratch.Keys("x:[^\U0001F680]*"));
    }

    [Fact]
    public void A_glob_that_nothing_matches_finds_nothing_and_is_no_failure()
    {
        using var scratch = new Scratch();
        scratch.Set("a", 1);

        Assert.Empty(scratch.Keys("b*"));
        Assert.Empty(scratch.Keys("A*"));
    }

    [Theory]
    [InlineData("a[b")]
    [InlineData("[")]
    [InlineData("[^")]
    [InlineData("[]")]
    [InlineData("[^]")]
    [InlineData("a*[x")]
    [InlineData("[a][b")]
    public void A_bracket_that_is_never_closed_is_refused(string pattern) =>
        Failure.Of("InvalidStatePattern", () => KeyPattern.Parse(pattern));

    [Fact]
    public void A_pattern_longer_than_any_use_is_refused() =>
        Failure.Of("InvalidStatePattern", () => KeyPattern.Parse(new string('a', 2049) + "*"));

    [Fact]
    public void A_text_without_wildcards_must_be_a_key() =>
        Failure.Of("InvalidStateKey", () => KeyPattern.Parse("a::b"));

    private static Gen<string> RandomKey() =>
        from length in Gen.Choose(1, 5)
        from letters in Gen.Elements(Letters).ArrayOf(length)
        select string.Concat(letters);

    private static Gen<string> RandomPattern() =>
        from start in Gen.Elements(Letters).ArrayOf(2)
        from take in Gen.Choose(0, 2)
        from rest in Gen.OneOf(Gen.Elements(Letters), Gen.Elements(Wildcards.Where(text => text is not "[a" and not ":").ToArray())).ArrayOf(3)
        select string.Concat(start.Take(take)) + string.Concat(rest) + "*";

    /// <summary>Text in the order of its code points, which is the order of its UTF-8 bytes.</summary>
    private sealed class CodePointOrder : IComparer<string>
    {
        public static readonly CodePointOrder Instance = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }

    /// <summary>A glob matcher that tries everything: slow and obviously right.</summary>
    private static class PlainGlob
    {
        public static bool Matches(string pattern, string text) => Matches(Points(pattern), Points(text));

        private static int[] Points(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

        private static bool Matches(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
        {
            if (pattern.IsEmpty)
            {
                return text.IsEmpty;
            }

            if (pattern[0] == '*')
            {
                return Matches(pattern[1..], text) || (!text.IsEmpty && Matches(pattern, text[1..]));
            }

            if (text.IsEmpty)
            {
                return false;
            }

            if (pattern[0] == '[')
            {
                bool negated = pattern[1] == '^';
                int first = negated ? 2 : 1;
                int close = first + 1 + pattern[(first + 1)..].IndexOf(']');
                return InSet(pattern[first..close], text[0]) != negated && Matches(pattern[(close + 1)..], text[1..]);
            }

            return (pattern[0] == '?' || pattern[0] == text[0]) && Matches(pattern[1..], text[1..]);
        }

        private static bool InSet(ReadOnlySpan<int> set, int point)
        {
            for (int i = 0; i < set.Length; i++)
            {
                if (i + 2 < set.Length && set[i + 1] == '-')
                {
                    if (point >= set[i] && point <= set[i + 2])
                    {
                        return true;
                    }

                    i += 2;
                }
                else if (set[i] == point)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
