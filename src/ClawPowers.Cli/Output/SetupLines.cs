using System.Globalization;
using ClawPowers.Core.Agents;

namespace ClawPowers.Cli.Output;

/// <summary>Steps of setting up, and proofs of hooks, as lines.</summary>
internal static class SetupLines
{
    /// <summary>A step that was done, or was not.</summary>
    public static void Write(TextWriter output, SetupStep step)
    {
        output.WriteLine($"{(step.IsDone ? "done" : "not done"),-8}  {LineText.OfValue(step.Change)}  {LineText.OfValue(step.Path)}");
        if (step.Message is { } message)
        {
            output.WriteLine("          " + LineText.OfValue(ShellWording.Of(message)));
        }
    }

    /// <summary>A proof with its checks, one on a line, and under each what to do about it.</summary>
    public static void Write(TextWriter output, ClawHookTest test, Style style)
    {
        string figures = string.Join(", ", ((string?[])
        [
            test.Duration is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms") : null,
            test.Characters is { } characters ? string.Create(CultureInfo.InvariantCulture, $"{characters} characters") : null,
        ]).OfType<string>());
        string result = test.Passed ? style.Good("passed") : style.Bad("failed");
        output.WriteLine($"{style.Heading(HookTargetName.InWords(test.Target))}  {result}  {style.Quiet((figures.Length > 0 ? figures + "  " : string.Empty) + JsonOutput.Word(test.Scope.ToString()))}");
        foreach (HookCheck check in test.Checks)
        {
            string word = check.Passed switch
            {
                true => style.Good("passed"),
                false => style.Bad("failed"),
                null => style.Quiet("noted "),
            };
            output.WriteLine($"  {word}  {check.Name,-15}  {LineText.OfValue(check.Detail)}");
            if (check.Advice is { } advice)
            {
                output.WriteLine("          > " + LineText.OfValue(ShellWording.Of(advice)));
            }
        }
    }
}
