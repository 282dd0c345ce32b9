namespace ClawPowers.HelpBuilder;

/// <summary>A page that does not have the form that README.md of this tool describes.</summary>
public sealed class PageException : Exception
{
    /// <summary>Says what is wrong with a page, and where.</summary>
    /// <param name="path">The page.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="problem">What is wrong and what would be right, as a sentence.</param>
    public PageException(string path, int line, string problem)
        : base($"{path}({line}): error HELP001: {problem}")
    {
        Line = line;
        Problem = problem;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>What is wrong and what would be right.</summary>
    public string Problem { get; }
}
