using ClawPowers.Core.Sessions.Context;

namespace ClawPowers.Core.Tests.Sessions.Context;

public sealed class CommandFormsTests
{
    [Theory]
    [InlineData("pwsh", false, "Get-ClawState debug:*", "pwsh -NoProfile -NonInteractive -Command \"Find-ClawState WORDS\"")]
    [InlineData("pwsh clawpowers", false, "clawpowers store list 'debug:*'", "clawpowers store find WORDS")]
    [InlineData("clawpowers", false, "clawpowers store list 'debug:*'", "clawpowers store find WORDS")]
    [InlineData("pwsh clawpowers", true, "Get-ClawState debug:*", "pwsh -NoProfile -NonInteractive -Command \"Find-ClawState WORDS\"")]
    [InlineData("clawpowers", true, "clawpowers store list 'debug:*'", "clawpowers store find WORDS")]
    public void Commands_are_spelled_as_the_shell_can_call_them(string programs, bool isWindows, string list, string recall)
    {
        var forms = CommandForms.Find(ClawAgent.Codex, isWindows, programs.Split(' ').Contains, process: null);

        Assert.Equal((list, recall), (forms.List("debug:*"), forms.InShell(forms.Recall)));
    }

    [Theory]
    [InlineData("/opt/claw/clawpowers", "/opt/claw/clawpowers skill show NAME")]
    [InlineData("/opt/power shell/pwsh", "'/opt/power shell/pwsh' -NoProfile -NonInteractive -Command \"Get-ClawSkill NAME -Content\"")]
    [InlineData("/usr/bin/dotnet", "pwsh -NoProfile -NonInteractive -Command \"Get-ClawSkill NAME -Content\"")]
    public void Where_nothing_is_on_the_path_what_runs_is_called_by_its_own(string process, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths are quoted otherwise there.");
        var forms = CommandForms.Find(ClawAgent.ClaudeCode, isWindows: false, static _ => false, process);

        Assert.Equal(expected, forms.InShell(forms.ReadSkill));
    }
}
