using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Skills.Making;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill new</c></summary>
internal sealed class SkillNewCommand : SkillCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Its name: a-z, 0-9 and single hyphens, such as code-review." };
    private readonly Option<string> _description = new("--description") { HelpName = "text", Description = "When it is to be used, and what it does." };
    private readonly Option<string> _path = new("--path") { HelpName = "folder", Description = "The folder of skills to make it in. If left out, .agents/skills of the repository, outside of one of your home." };

    public SkillNewCommand()
        : base("new", "Make a skill to be filled in, with the scenarios that come first, and print its path.")
    {
        Arguments.Add(_name);
        Options.Add(_description);
        Options.Add(_path);
    }

    public override int Run(Invocation invocation)
    {
        string path = new SkillMaker(invocation.Context).Make(new NewSkillRequest
        {
            Name = invocation.Required(_name),
            Description = invocation.Text(_description),
            Parent = invocation.Text(_path),
        });
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, path, static (writer, path) =>
            {
                writer.WriteStartObject();
                writer.WriteString("path", path);
                writer.WriteEndObject();
            });
        }
        else
        {
            invocation.Out.WriteLine(path);
        }

        return CommandHost.Success;
    }
}
