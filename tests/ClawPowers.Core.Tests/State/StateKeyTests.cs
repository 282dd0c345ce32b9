using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.State;

public sealed class StateKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("debug:login:root_cause")]
    [InlineData("schlüssel:größe")]
    [InlineData("调试:支付")]
    [InlineData("done:\U0001F680")]
    [InlineData("with space: and more")]
    [InlineData("a.b:c.d")]
    [InlineData("'; DROP TABLE entry; --")]
    [InlineData("50%:_x")]
    [InlineData("-Key")]
    [InlineData("a__b")]
    public void A_key_of_segments_joined_by_colons_is_kept_as_it_is(string key)
    {
        using var scratch = new Scratch();

        scratch.Set(key, "value");

        Assert.Equal(key, Assert.Single(scratch.List()).Key);
        Assert.Equal("value", scratch.Get(key).Value);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(":a", "empty segment")]
    [InlineData("a:", "empty segment")]
    [InlineData("a::b", "empty segment")]
    [InlineData(":", "empty segment")]
    [InlineData("a/b", "'/'")]
    [InlineData(@"a\b", "'\\'")]
    [InlineData("a..b", "'..'")]
    [InlineData("a:..:b", "'..'")]
    [InlineData("a*", "'*'")]
    [InlineData("a?", "'?'")]
    [InlineData("a[0]", "'['")]
    [InlineData("a]", "']'")]
    [InlineData("a\tb", "U+0009")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\u007Fb", "U+007F")]
    [InlineData("a\u0085b", "U+0085")]
    public void A_key_that_breaks_a_rule_is_refused_with_the_reason(string key, string reason)
    {
        ClawException failure = Failure.Of("InvalidStateKey", () => StateKey.Validate(key));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(key, failure.Target);
        Assert.Equal(ClawErrorKind.InvalidArgument, failure.Kind);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_in_a_key()
    {
        Failure.Of("InvalidStateKey", () => StateKey.Validate("a" + '\uD83D'));
        Failure.Of("InvalidStateKey", () => StateKey.Validate('\uDE80' + "a"));
        Failure.Of("InvalidStateKey", () => StateKey.Validate("a" + '\uDE80' + '\uD83D'));
    }

    [Fact]
    public void A_key_of_512_units_is_kept_and_one_of_513_is_refused()
    {
        using var scratch = new Scratch();
        string longest = new('k', 512);
        string longestAstral = string.Concat(Enumerable.Repeat("\U0001F680", 256));

        scratch.Set(longest, 1);
        scratch.Set(longestAstral, 2);

        Assert.Equal(1L, scratch.Get(longest).Value);
        Assert.Equal(2L, scratch.Get(longestAstral).Value);
        Assert.Contains("513", Failure.Of("InvalidStateKey", () => scratch.Set(longest + "k", 1)).Message, StringComparison.Ordinal);
        Assert.Equal(2, scratch.List().Count);
    }

    [Fact]
    public void Keys_that_differ_in_case_or_in_unicode_form_are_different_keys()
    {
        using var scratch = new Scratch();

        scratch.Set("key", 1);
        scratch.Set("Key", 2);
        scratch.Set("caf\u00E9", 3);
        scratch.Set("cafe\u0301", 4);

        Assert.Equal([2L, 4L, 3L, 1L], scratch.List().Select(entry => entry.Value));
    }

    [Fact]
    public void An_invalid_key_does_not_make_a_store()
    {
        using var scratch = new Scratch();

        Failure.Of("InvalidStateKey", () => scratch.Set("a::b", 1));

        Assert.False(Directory.Exists(scratch.Location.Directory));
    }
}
