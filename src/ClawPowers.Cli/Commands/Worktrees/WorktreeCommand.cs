namespace ClawPowers.Cli.Commands.Worktrees;

/// <summary>A command of the group <c>worktree</c>.</summary>
internal abstract class WorktreeCommand(string name, string description) : CliCommand(name, description)
{
    public override string Group => "worktree";

    public override bool TakesScope => false;
}
