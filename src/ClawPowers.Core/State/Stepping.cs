using System.Globalization;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.State;

/// <summary>The arithmetic of a step: exact, in integers while it can and in decimals else, so that ten steps of 0.1 make 1.</summary>
internal static class Stepping
{
    /// <summary>The value after the step.</summary>
    /// <param name="request">The step and its bounds.</param>
    /// <param name="current">The value before it; null if the entry is absent.</param>
    /// <exception cref="ClawException"><c>StateNotNumeric</c>, <c>StateLimitExceeded</c>, <c>StateStepOverflow</c>.</exception>
    public static StoredValue Add(StepRequest request, StoredValue? current)
    {
        (decimal start, bool isInteger) = Number(request, current);
        decimal result;
        try
        {
            result = start + request.By;
        }
        catch (OverflowException)
        {
            throw StateErrors.StepOverflow(request.Key);
        }

        if (result - start != request.By || result - request.By != start)
        {
            throw StateErrors.StepOverflow(request.Key); // Rounded: the sum has more digits than a decimal.
        }

        if (result > request.Maximum)
        {
            throw StateErrors.LimitExceeded(request.Key, start, request.By, "maximum", request.Maximum);
        }

        if (result < request.Minimum)
        {
            throw StateErrors.LimitExceeded(request.Key, start, request.By, "minimum", request.Minimum);
        }

        if (!isInteger || !decimal.IsInteger(request.By))
        {
            return new StoredValue(StateValueType.Decimal, result.ToString(CultureInfo.InvariantCulture));
        }

        return result is >= long.MinValue and <= long.MaxValue
            ? new StoredValue(StateValueType.Integer, (long)result)
            : throw StateErrors.StepOverflow(request.Key);
    }

    private static string InWords(StateValueType type) => type switch
    {
        StateValueType.Text => "a text",
        StateValueType.Boolean => "a Boolean",
        StateValueType.Json => "a dictionary or an array",
        StateValueType.DateTime or StateValueType.DateTimeOffset => "a date",
        _ => "a number",
    };

    private static (decimal Value, bool IsInteger) Number(StepRequest request, StoredValue? current)
    {
        switch (current)
        {
            case null:
                return (0, true);
            case { Raw: long integer }:
                return (integer, true);
            case { Raw: double real } when Math.Abs(real) < (double)decimal.MaxValue && !request.IntegerOnly:
                return (decimal.Parse(real.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture), false);
            case { Raw: double } when !request.IntegerOnly:
                throw StateErrors.StepOverflow(request.Key);
            case { Type: StateValueType.Text or StateValueType.Decimal, Raw: string text }:
                if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long whole))
                {
                    return (whole, true);
                }

                if (!request.IntegerOnly && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
                {
                    return (number, false);
                }

                break;
        }

        throw StateErrors.NotNumeric(request.Key, InWords(current!.Value.Type), request.IntegerOnly ? "an integer" : "a number");
    }
}
