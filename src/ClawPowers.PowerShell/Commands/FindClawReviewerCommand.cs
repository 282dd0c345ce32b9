using System.Management.Automation;
using ClawPowers.Core.Git.Reviewing;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Finds who knows the lines that a change touches.</summary>
[Cmdlet(VerbsCommon.Find, "ClawReviewer")]
[OutputType(typeof(ClawReviewer))]
public sealed class FindClawReviewerCommand : ClawCommand
{
    /// <summary>What the change was cut from; the main branch if left out.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BranchCompleter))]
    public string? Base { get; set; }

    /// <summary>Only these files and folders.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The change's branch; what is checked out if left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BranchCompleter))]
    public string? Branch { get; set; }

    /// <summary>The most people wanted.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = ReviewQuestion.DefaultFirst;

    /// <inheritdoc/>
    protected override void Process() => ForItem(Branch, () =>
    {
        var finder = new ReviewerFinder(CreateContext());
        var question = new ReviewQuestion
        {
            Base = Base,
            Head = string.IsNullOrWhiteSpace(Branch) ? null : Branch,
            Paths = Path?.Select(FilePath).ToArray(),
            First = First,
        };
        ReviewAnswer answer = WithProgress("Looking through the history", stopped => finder.Find(question, stopped));
        WriteVerbose(answer.Summary);
        if (answer.Notice is not null)
        {
            WriteWarning(answer.Notice);
        }

        foreach (ClawReviewer reviewer in answer.Reviewers)
        {
            Emit(reviewer);
        }
    });
}
