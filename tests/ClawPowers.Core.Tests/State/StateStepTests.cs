using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.State;

public sealed class StateStepTests
{
    [Fact]
    public void An_absent_counter_starts_at_0()
    {
        using var scratch = new Scratch();

        Assert.Equal(1L, scratch.Step("n").Value);
        Assert.Equal(-4L, scratch.Step("n", -5).Value);
    }

    [Fact]
    public void Ten_steps_of_a_tenth_make_exactly_1()
    {
        using var scratch = new Scratch();
        for (int i = 0; i < 10; i++)
        {
            scratch.Step("n", 0.1m);
        }

        Assert.Equal(1.0m, Assert.IsType<decimal>(scratch.Get("n").Value));
    }

    [Fact]
    public void Steps_add_up_exactly_whatever_their_fractions()
    {
        using var scratch = new Scratch();
        int round = 0;
        Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).NonEmptyListOf().ToArbitrary(), hundredths =>
        {
            string key = $"n:{++round}";
            StateStore state = scratch.State;
            state.Apply([.. hundredths.Select(number => state.Plan(new StepRequest { Key = key, By = number / 100m }))]);
            return Convert.ToDecimal(scratch.Get(key).Value, System.Globalization.CultureInfo.InvariantCulture) == hundredths.Sum(static number => number / 100m);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_thirteenth_step_of_40_cents_does_not_fit_into_5()
    {
        using var scratch = new Scratch();
        for (int i = 0; i < 12; i++)
        {
            scratch.Step("spent", 0.40m, maximum: 5);
        }

        ClawException failure = Failure.Of("StateLimitExceeded", () => scratch.Step("spent", 0.40m, maximum: 5));

        Assert.Equal((ClawErrorKind.LimitExceeded, "spent"), (failure.Kind, failure.Target));
        Assert.Equal((4.80m, 12L), (scratch.Get("spent").Value, scratch.Get("spent").Version));
        Assert.Equal(5.00m, scratch.Step("spent", 0.20m, maximum: 5).Value);
    }

    [Fact]
    public void A_bound_may_be_reached_and_not_passed_on_either_side()
    {
        using var scratch = new Scratch();

        Assert.Equal(3L, scratch.Step("n", 3, minimum: 0, maximum: 3).Value);
        Failure.Of("StateLimitExceeded", () => scratch.Step("n", 1, minimum: 0, maximum: 3));
        Assert.Equal(0L, scratch.Step("n", -3, minimum: 0, maximum: 3).Value);
        Failure.Of("StateLimitExceeded", () => scratch.Step("n", -1, minimum: 0, maximum: 3));
        Failure.Of("StateLimitExceeded", () => scratch.Step("absent", 4, maximum: 3));
        Assert.Equal(["n"], scratch.Keys());
    }

    [Fact]
    public void A_step_beyond_the_numbers_that_can_be_kept_changes_nothing()
    {
        using var scratch = new Scratch();
        scratch.Set("long", long.MaxValue);
        scratch.Set("low", long.MinValue);
        scratch.Set("decimal", decimal.MaxValue);
        scratch.Set("double", 1E+300);

        Failure.Of("StateStepOverflow", () => scratch.Step("long"));
        Failure.Of("StateStepOverflow", () => scratch.Step("low", -1));
        Failure.Of("StateStepOverflow", () => scratch.Step("decimal"));
        Failure.Of("StateStepOverflow", () => scratch.Step("double"));
        Assert.All(scratch.List(), entry => Assert.Equal(1, entry.Version));
    }

    [Theory]
    [InlineData("41", 42L)]
    [InlineData("-1", 0L)]
    [InlineData(" 41 ", 42L)]
    [InlineData("9007199254740993", 9007199254740994L)]
    public void A_text_that_is_an_integer_steps_as_one(string text, long expected)
    {
        using var scratch = new Scratch();
        scratch.Set("n", text);

        Assert.Equal(expected, scratch.Step("n").Value);
    }

    [Fact]
    public void A_text_that_is_a_fraction_steps_exactly()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "0.1");

        Assert.Equal(0.3m, scratch.Step("n", 0.2m).Value);
    }

    [Fact]
    public void A_double_steps_as_the_number_that_it_shows()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 0.1);

        Assert.Equal(0.3m, scratch.Step("n", 0.2m).Value);
    }

    [Fact]
    public void What_is_no_number_cannot_be_stepped()
    {
        using var scratch = new Scratch();
        object[] values = ["", "seven", "1,000", "0x10", "1_000", "NaN", true, new object[] { 1 }, DateTimeOffset.UnixEpoch];
        foreach (object value in values)
        {
            StateEntry before = scratch.Set("n", value);

            Failure.Of("StateNotNumeric", () => scratch.Step("n"));

            Assert.Equal(before.Version, scratch.Get("n").Version);
        }
    }

    [Fact]
    public void A_step_that_asks_for_integers_refuses_fractions()
    {
        using var scratch = new Scratch();
        scratch.Set("fraction", 0.5);
        scratch.Set("text", "0.5");
        scratch.Set("decimal", 0.5m);
        scratch.Set("whole", "7");

        Assert.All(["fraction", "text", "decimal"], key => Failure.Of("StateNotNumeric", () => scratch.State.Apply(new StepRequest { Key = key, IntegerOnly = true })));
        Assert.Equal(8L, scratch.State.Apply(new StepRequest { Key = "whole", IntegerOnly = true })!.Value);
    }

    [Fact]
    public void A_double_keeps_all_of_its_digits()
    {
        using var scratch = new Scratch();
        scratch.Set("a", 1234567890123456.5);
        scratch.Set("b", 9007199254740991d);

        Assert.Equal(1234567890123457.5m, scratch.Step("a").Value);
        Assert.Equal(9007199254740992m, scratch.Step("b").Value);
    }

    [Fact]
    public void A_sum_that_does_not_fit_into_a_decimal_is_refused_rather_than_rounded()
    {
        using var scratch = new Scratch();
        scratch.Set("large", decimal.MaxValue - 1);
        scratch.Set("small", 0.1234567890123456789012345678m);

        Failure.Of("StateStepOverflow", () => scratch.Step("large", 0.4m));
        Failure.Of("StateStepOverflow", () => scratch.Step("small", 100));
        Assert.All(scratch.List(), entry => Assert.Equal(1, entry.Version));
    }
}
