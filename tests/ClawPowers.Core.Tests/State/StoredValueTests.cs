using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.State;

public sealed class StoredValueTests
{
    [Fact]
    public void Every_value_of_a_supported_type_comes_back_with_its_type_and_value()
    {
        using var scratch = new Scratch();

        Prop.ForAll(RandomValue(depth: 3).ToArbitrary(), value =>
        {
            StateEntry written = scratch.Set("value", value);
            object expected = AsKept(value!);
            return Same(expected, written.Value) && Same(expected, scratch.Get("value").Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    [Theory]
    [InlineData(0.1 + 0.2)]
    [InlineData(0.00012345678901234567)]
    [InlineData(1.7976931348623157E+308)]
    [InlineData(5E-324)]
    [InlineData(-0.30000000000000004)]
    [InlineData(123456789012345.67)]
    [InlineData(1.0)]
    [InlineData(1E+15)]
    [InlineData(71019404946964664.0)]
    [InlineData(-9007199254740993000.0)]
    public void A_double_inside_an_array_stays_a_double(double number)
    {
        using var scratch = new Scratch();

        scratch.Set("n", new object[] { number });

        Assert.Equal(number, Assert.IsType<double>(Assert.Single(Assert.IsType<object[]>(scratch.Get("n").Value))));
    }

    [Fact]
    public void The_extremes_of_each_number_type_are_kept()
    {
        using var scratch = new Scratch();
        object[] values = [long.MinValue, long.MaxValue, double.MaxValue, double.Epsilon, -0.0, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 1.50m];

        foreach (object value in values)
        {
            scratch.Set("n", value);

            Assert.Equal(value, scratch.Get("n").Value);
            Assert.Equal(Convert.ToString(value, CultureInfo.InvariantCulture), Convert.ToString(scratch.Get("n").Value, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Small_integer_types_become_long_and_float_becomes_double()
    {
        using var scratch = new Scratch();
        object[] integers = [(sbyte)-7, (byte)7, (short)-7, (ushort)7, -7, 7u, 7ul];

        foreach (object value in integers)
        {
            Assert.Equal(Convert.ToInt64(value, CultureInfo.InvariantCulture), Assert.IsType<long>(scratch.Set("n", value).Value));
        }

        Assert.Equal(0.5, Assert.IsType<double>(scratch.Set("n", 0.5f).Value));
        Assert.Equal("x", scratch.Set("n", 'x').Value);
    }

    [Fact]
    public void A_moment_keeps_its_offset_its_kind_and_its_hundred_nanoseconds()
    {
        using var scratch = new Scratch();
        var moment = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromMinutes(345)).AddTicks(1234567);
        DateTime[] times = [new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), new(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), DateTime.MinValue, DateTime.MaxValue];

        Assert.True(moment.EqualsExact(Assert.IsType<DateTimeOffset>(scratch.Set("t", moment).Value)));
        foreach (DateTime time in times)
        {
            DateTime kept = Assert.IsType<DateTime>(scratch.Set("t", time).Value);
            Assert.Equal((time.Ticks, time.Kind), (kept.Ticks, kept.Kind));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\0")]
    [InlineData("a\0b")]
    [InlineData("ends with \0")]
    [InlineData("line\r\nline\n\ttab")]
    [InlineData("'; DROP TABLE entry; --")]
    [InlineData("\" OR 1=1")]
    [InlineData("$value @value :value ?1")]
    [InlineData("中文 にほんご 한국어 \U0001F680 \U0010FFFF")]
    [InlineData("\uFEFFbyte order mark")]
    public void A_text_is_kept_to_the_last_character(string text)
    {
        using var scratch = new Scratch();

        scratch.Set("t", text);
        scratch.Set("in", new object[] { text });

        Assert.Equal(text, scratch.Get("t").Value);
        Assert.Equal(text, ((object[])scratch.Get("in").Value!)[0]);
        Assert.Equal(text, scratch.History("t")[0].Value);
    }

    [Fact]
    public void A_value_of_10_million_characters_comes_back_whole()
    {
        using var scratch = new Scratch();
        string large = string.Create(10_000_000, 0, static (span, _) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = (char)('a' + (i % 26));
            }
        });

        scratch.Set("large", large);
        scratch.Append("large", "tail");

        Assert.Equal(large + "\ntail", scratch.Get("large").Value);
        Assert.Equal(large, scratch.History("large")[1].Value);
        Assert.Equal("large", Assert.Single(scratch.Find("abcdefghijkl")).Key);
    }

    [Fact]
    public void A_dictionary_comes_back_ordered_and_reads_in_any_case()
    {
        using var scratch = new Scratch();
        var value = new OrderedDictionary { ["Zulu"] = 1, ["alpha"] = new[] { "a", "b" }, ["none"] = null };

        scratch.Set("d", value);

        var kept = Assert.IsType<OrderedDictionary>(scratch.Get("d").Value);
        Assert.Equal(["Zulu", "alpha", "none"], kept.Keys.Cast<string>());
        Assert.Equal(1L, kept["ZULU"]);
        Assert.Equal("b", ((object[])kept["Alpha"]!)[1]);
        Assert.Null(kept["none"]);
    }

    [Fact]
    public void Equal_hashtables_become_the_same_text()
    {
        string[] names = ["retries", "hosts", "timeout", "a", "b", "c"];
        var one = new Hashtable(names.ToDictionary(static name => name, static name => name.Length));
        var other = new Hashtable(names.Reverse().ToDictionary(static name => name, static name => name.Length));

        Assert.Equal(StoredValue.From(one).ToText(), StoredValue.From(other).ToText());
    }

    [Fact]
    public void Keys_of_a_dictionary_that_differ_only_in_case_are_refused()
    {
        var value = new Dictionary<string, int>(StringComparer.Ordinal) { ["name"] = 1, ["Name"] = 2 };

        Assert.Contains("Name", Failure.Of("UnsupportedValue", () => StoredValue.From(value)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_kept_to_a_depth_of_32_and_refused_from_33_on()
    {
        using var scratch = new Scratch();

        scratch.Set("deep", Nested(32));

        int depth = 0;
        for (object? inner = scratch.Get("deep").Value; inner is object[] array; inner = array[0])
        {
            depth++;
        }

        Assert.Equal(32, depth);
        Failure.Of("UnsupportedValue", () => scratch.Set("deep", Nested(33)));
        Assert.Equal(1, scratch.Get("deep").Version);
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused()
    {
        var list = new ArrayList();
        list.Add(list);
        list.Add(list);
        var table = new Hashtable();
        table["self"] = new object[] { table };

        Failure.Of("UnsupportedValue", () => StoredValue.From(list));
        Failure.Of("UnsupportedValue", () => StoredValue.From(table));
    }

    [Fact]
    public void What_no_file_can_keep_is_refused_and_names_the_value()
    {
        using var scratch = new Scratch();
        object?[] values =
        [
            null, double.NaN, double.PositiveInfinity, float.NegativeInfinity, ulong.MaxValue, new Uri("http://example.org"), DayOfWeek.Friday, Guid.Empty,
            new object[] { double.NaN }, new object[] { new Uri("http://example.org") }, new Hashtable { ["x"] = DayOfWeek.Friday }, 'a'.GetType(), TimeSpan.Zero,
            "half " + '\uD83D', '\uDE80' + " half", '\uD83D', new object[] { "half " + '\uD83D' }, new Hashtable { ["half " + '\uD83D'] = 1 },
        ];

        foreach (object? value in values)
        {
            ClawException failure = Failure.Of("UnsupportedValue", () => scratch.Set("v", value));
            Assert.Equal(ClawErrorKind.InvalidArgument, failure.Kind);
        }

        Assert.False(File.Exists(scratch.Location.File));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused_in_an_appended_line()
    {
        using var scratch = new Scratch();
        scratch.Set("log", "first");

        Failure.Of("UnsupportedValue", () => scratch.Append("log", "half " + '\uD83D'));

        Assert.Equal(("first", 1L), (scratch.Get("log").Value, scratch.Get("log").Version));
    }

    private static object Nested(int depth)
    {
        object value = "leaf";
        for (int i = 0; i < depth; i++)
        {
            value = new[] { value };
        }

        return value;
    }

    private static Gen<object?> RandomValue(int depth)
    {
        Gen<object?>[] scalars =
        [
            RandomText().Select(static text => (object?)text),
            Gen.Elements(0L, 1L, -1L, long.MaxValue, long.MinValue, 4_294_967_296L).Select(static number => (object?)number),
            Gen.Choose(int.MinValue, int.MaxValue).Select(static number => (object?)number),
            RandomDouble().Select(static number => (object?)number),
            RandomDecimal().Select(static number => (object?)number),
            Gen.Elements(true, false).Select(static flag => (object?)flag),
            Gen.Choose(0, int.MaxValue).Select(static ticks => (object?)new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(-210)).AddTicks(ticks)),
            Gen.Choose(0, int.MaxValue).Select(static ticks => (object?)new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(ticks)),
        ];
        Gen<object?> scalar = Gen.OneOf(scalars);
        if (depth == 0)
        {
            return scalar;
        }

        Gen<object?> inner = Gen.OneOf(RandomValue(depth - 1), Gen.Constant((object?)null));
        Gen<object?> array = from length in Gen.Choose(0, 4)
                             from items in inner.ArrayOf(length)
                             select (object?)items;
        Gen<object?> dictionary = from length in Gen.Choose(0, 4)
                                  from names in RandomText().ArrayOf(length)
                                  from values in inner.ArrayOf(length)
                                  select (object?)Dictionary(names, values);
        return Gen.OneOf(scalar, array, dictionary);
    }

    private static OrderedDictionary Dictionary(string[] names, object?[] values)
    {
        var dictionary = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < names.Length; i++)
        {
            dictionary[names[i]] = values[i];
        }

        return dictionary;
    }

    private static Gen<string> RandomText() =>
        from length in Gen.Choose(0, 8)
        from parts in Gen.Elements("a", "B", " ", "\0", "\n", "\"", "\\", "é", "中", "\U0001F680", "\uFFFF", "\u2028", "'", "<", "{}").ArrayOf(length)
        select string.Concat(parts);

    private static Gen<double> RandomDouble() =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from scale in Gen.Elements(0, 1, 2)
        let anything = BitConverter.Int64BitsToDouble(((long)high << 32) | (uint)low)
        let number = scale switch { 0 => anything, 1 => high / 1000.0, _ => low * 1E-12 }
        select double.IsFinite(number) ? number : 0.5;

    private static Gen<decimal> RandomDecimal() =>
        from parts in Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(3)
        from scale in Gen.Choose(0, 28)
        select new decimal(parts[0], parts[1], parts[2], parts[0] < 0, (byte)scale);

    /// <summary>What a value is after it was kept. Inside dictionaries and arrays there are only the types of JSON.</summary>
    private static object AsKept(object value) => value switch
    {
        int number => (long)number,
        IDictionary or IList => InsideJson(value)!,
        _ => value,
    };

    private static object? InsideJson(object? value) => value switch
    {
        int number => (long)number,
        decimal number => new AnyNumber(number),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        OrderedDictionary dictionary => Dictionary([.. dictionary.Keys.Cast<string>()], [.. dictionary.Values.Cast<object?>().Select(InsideJson)]),
        IList list => list.Cast<object?>().Select(InsideJson).ToArray(),
        _ => value,
    };

    private static bool Same(object? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (AnyNumber number, _) => number.Is(actual),
        (OrderedDictionary left, OrderedDictionary right) =>
            left.Keys.Cast<string>().SequenceEqual(right.Keys.Cast<string>())
            && left.Keys.Cast<string>().All(name => Same(left[name], right[name])),
        (object?[] left, object?[] right) => left.Length == right.Length && left.Zip(right).All(static pair => Same(pair.First, pair.Second)),
        (DateTimeOffset left, DateTimeOffset right) => left.EqualsExact(right),
        _ => expected!.GetType() == actual?.GetType() && expected.Equals(actual),
    };

    /// <summary>A decimal in JSON has no mark of its type: it comes back as the number type that holds it.</summary>
    private sealed record AnyNumber(decimal Number)
    {
        public bool Is(object? actual) => actual switch
        {
            long integer => integer == Number,
            decimal exact => exact == Number,
            double real => real.Equals(double.Parse(Number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
            _ => false,
        };
    }
}
