using ClawPowers.Core.Sessions.Context;

namespace ClawPowers.Core.Tests.Sessions.Context;

public sealed class ContextModeTests
{
    [Fact]
    public void Nothing_said_is_brief() => Assert.Equal(ContextMode.Brief, Mode(variable: null));

    [Theory]
    [InlineData("off", ContextMode.Off)]
    [InlineData(" FULL ", ContextMode.Full)]
    [InlineData("Brief", ContextMode.Brief)]
    public void The_variable_decides_over_the_entry(string variable, ContextMode expected)
    {
        Assert.Equal(expected, Mode(variable));
        Assert.Equal(expected, Mode(variable, project: "off", global: "full"));
    }

    [Fact]
    public void The_projects_entry_decides_over_the_global_one()
    {
        Assert.Equal(ContextMode.Full, Mode(variable: null, project: "Full", global: "off"));
        Assert.Equal(ContextMode.Off, Mode(variable: null, global: "off"));
    }

    [Fact]
    public void What_is_asked_for_decides_over_all() => Assert.Equal(ContextMode.Full, Mode("off", project: "off", request: ContextMode.Full));

    [Fact]
    public void Off_is_an_empty_text_without_sections()
    {
        using var bench = new ContextBench();
        bench.Scratch.Set(ContextModes.Key, "off");

        SessionContext context = bench.Compose();

        Assert.Equal((string.Empty, 0, 0), (context.Text, context.Sections.Count, context.Issues.Count));
        bench.Scratch.Context = bench.Scratch.Context with { Bootstrap = "off" };
        Assert.Equal(string.Empty, bench.Compose().Text);
    }

    [Fact]
    public void Another_word_counts_as_brief_and_is_said()
    {
        using var bench = new ContextBench();
        bench.Scratch.Set(ContextModes.Key, "loud\n");
        Assert.Equal(["The entry clawpowers:bootstrap is \"loud\", which is none of off, brief and full. It counts as brief."], bench.Compose().Issues);

        bench.Scratch.Context = bench.Scratch.Context with { Bootstrap = "1" };

        SessionContext context = bench.Compose();
        Assert.Equal(["CLAWPOWERS_BOOTSTRAP is \"1\", which is none of off, brief and full. It counts as brief."], context.Issues);
        Assert.Equal(ContextMode.Brief, context.Mode);
    }

    private static ContextMode Mode(string? variable, string? project = null, string? global = null, ContextMode? request = null)
    {
        using var bench = new ContextBench();
        bench.Scratch.Context = bench.Scratch.Context with { Bootstrap = variable };
        if (project is not null)
        {
            bench.Scratch.Set(ContextModes.Key, project);
        }

        if (global is not null)
        {
            bench.Scratch.Set(ContextModes.Key, global, scope: ClawScope.Global);
        }

        return bench.Compose(new ContextRequest { Mode = request }).Mode;
    }
}
