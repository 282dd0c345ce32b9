using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Metrics;

namespace ClawPowers.PowerShell.Binding;

/// <summary>What <c>Invoke-Pester -PassThru</c> gives, of Pester 5 or later, read as a run of a skill.</summary>
internal sealed class PesterRun
{
    private const string TypeName = "Pester.Run";

    private PesterRun()
    {
    }

    /// <summary>Passed is a success, and so is nothing else; where no test was run, the skill was skipped.</summary>
    public required SkillOutcome Outcome { get; init; }

    /// <summary>How many tests there are and what came of them, and the percentage of the code that they reached, if it was counted.</summary>
    public required IDictionary Measures { get; init; }

    /// <summary>The first tests that failed, each with the beginning of its message; null if none did.</summary>
    public string? Notes { get; init; }

    /// <summary>Reads the object; null if it is something else.</summary>
    public static PesterRun? From(PSObject? input)
    {
        if (input is null || !input.TypeNames.Any(static name => name is TypeName or "Deserialized." + TypeName))
        {
            return null;
        }

        long passed = Count(input, "PassedCount");
        long failed = Count(input, "FailedCount");
        bool isFailure = failed > 0 || Text(input, "Result") == "Failed" || Count(input, "FailedBlocksCount") > 0 || Count(input, "FailedContainersCount") > 0;
        var measures = new OrderedDictionary(StringComparer.OrdinalIgnoreCase)
        {
            ["tests"] = Count(input, "TotalCount"),
            ["passed"] = passed,
            ["failed"] = failed,
            ["skipped"] = Count(input, "SkippedCount"),
        };
        if (Coverage(input) is { } coverage)
        {
            measures["coverage"] = coverage;
        }

        return new PesterRun
        {
            Outcome = isFailure ? SkillOutcome.Failure : passed > 0 ? SkillOutcome.Success : SkillOutcome.Skipped,
            Measures = measures,
            Notes = isFailure ? FailureNotes.Of(Failures(input)) : null,
        };
    }

    // A block or a file fails of itself where its setup does, and takes its tests along, which have no message of their own.
    private static IEnumerable<FailedPart> Failures(PSObject run) =>
        Items(run, "Failed").Select(static test => new FailedPart(Text(test, "ExpandedPath") ?? Text(test, "Name"), Message(test)))
            .Concat(Items(run, "FailedBlocks").Select(static block => new FailedPart(Text(block, "ExpandedPath") ?? Text(block, "Name"), Message(block))).Where(static part => part.Message is not null))
            .Concat(Items(run, "FailedContainers").Select(static file => new FailedPart(FileName(Text(file, "Item")), Message(file))).Where(static part => part.Message is not null));

    private static string? Message(PSObject part)
    {
        foreach (PSObject record in Items(part, "ErrorRecord"))
        {
            object? exception = Value(record, "Exception");
            return exception is Exception { Message: var message } ? message : exception is null ? Text(record, "DisplayErrorMessage") : Text(PSObject.AsPSObject(exception), "Message");
        }

        return null;
    }

    private static double? Coverage(PSObject run) =>
        Value(run, "CodeCoverage") is { } coverage
        && Value(PSObject.AsPSObject(coverage), "CoveragePercent") is { } percent
        && LanguagePrimitives.TryConvertTo(percent, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? Math.Round(number, 2)
            : null;

    private static IEnumerable<PSObject> Items(PSObject owner, string property) =>
        Value(owner, property) is IEnumerable items and not string ? items.Cast<object?>().OfType<object>().Select(PSObject.AsPSObject) : [];

    private static long Count(PSObject owner, string property) =>
        LanguagePrimitives.TryConvertTo(Value(owner, property), CultureInfo.InvariantCulture, out long count) ? count : 0;

    private static string? FileName(string? path) => path is null ? null : Path.GetFileName(path);

    private static string? Text(PSObject owner, string property) => Value(owner, property)?.ToString();

    private static object? Value(PSObject owner, string property)
    {
        object? value = owner.Properties[property]?.Value;
        return value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
    }
}
