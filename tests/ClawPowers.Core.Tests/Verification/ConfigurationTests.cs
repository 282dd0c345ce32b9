using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Verification;
using ClawPowers.Core.Verification.Configuration;

namespace ClawPowers.Core.Tests.Verification;

public sealed class ConfigurationTests
{
    [Fact]
    public void Gates_are_read_in_their_order_with_all_that_they_say()
    {
        IReadOnlyList<GateSpec> gates = Read("""
            limit: 5m
            environment: { CI: "true", A: one }
            gates:
              build:
                run: [dotnet, build, "a b", ""]
                limit: 90s
              test:
                run: npm test -- --grep "x y"
                needs: build
                group: slow
                folder: src/web
                environment: { A: two }
                on: [Linux, windows]
                findings: "warning [A-Z]+"
            """);

        Assert.Equal(["build", "test"], gates.Select(gate => gate.Name));
        Assert.Equal(["dotnet", "build", "a b", ""], gates[0].Program!);
        Assert.Equal("dotnet build \"a b\" \"\"", gates[0].Command);
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(5)), (gates[0].Limit, gates[1].Limit));
        Assert.Equal(("npm test -- --grep \"x y\"", "slow", "src/web", "warning [A-Z]+"), (gates[1].Line, gates[1].Group, gates[1].Folder, gates[1].Findings));
        Assert.Equal(["build"], gates[1].Needs);
        Assert.Equal(["linux", "windows"], gates[1].Systems!);
        Assert.Equal([new("A", "two"), new("CI", "true")], gates[1].Environment);
    }

    [Theory]
    [InlineData("gates:\n  a: { run: x, limits: 5m }", "2:16: The gate 'a' has no field 'limits'. Is 'limit' meant?")]
    [InlineData("gates:\n  a: { run: x, limit: 90 }", "2:23: '90' is no limit.")]
    [InlineData("gates:\n  a: { limit: 9s }", "2:3: The gate 'a' has no 'run'.")]
    [InlineData("gates:\n  a: { run: [] }", "2:13: The list 'run'")]
    [InlineData("gates:\n  a: { run: { x: y } }", "2:13: 'run' must be a text.")]
    [InlineData("gates:\n  a:\n    run: |\n      x\n      y", "3:10: The text 'run' of the gate 'a' has several lines")]
    [InlineData("gates:\n  a: { run: x, needs: [b] }", "2:23: The gate 'a' needs 'b', which is no gate.")]
    [InlineData("gates:\n  a: { run: x, needs: { b: c } }", "2:23: 'needs' must be a list of texts")]
    [InlineData("gates:\n  a: { run: x, folder: ../b }", "2:24: '../b' is no folder of the project.")]
    [InlineData("gates:\n  a: { run: x, folder: /b }", "2:24: '/b' is no folder of the project.")]
    [InlineData("gates:\n  a: { run: x, on: [beos] }", "2:20: 'beos' is no system.")]
    [InlineData("gates:\n  a: { run: x, findings: '(' }", "2:26: '(' is no pattern")]
    [InlineData("gates:\n  a: { run: x, environment: [b] }", "2:29: 'environment' must be names with values")]
    [InlineData("gates:\n  'a/b': { run: x }", "2:3: 'a/b' is no name for a gate.")]
    [InlineData("gates:\n  a: x", "2:6: The gate 'a' must have fields")]
    [InlineData("gates: []", "1:8: There are no gates.")]
    [InlineData("gate:\n  a: { run: x }", "1:1: The configuration has no field 'gate'. Is 'gates' meant?")]
    [InlineData("gates:\n  a: { run: x }\n  a: { run: y }", "3:3: The field 'a' is there twice")]
    [InlineData("gates:\n  a: { run: [x", "The configuration is no YAML")]
    [InlineData("", "The configuration is empty.")]
    [InlineData("- a", "1:1: The configuration has no fields.")]
    public void What_is_wrong_is_said_with_its_place(string yaml, string message)
    {
        ClawException error = Assert.Throws<ClawException>(() => Read(yaml));

        Assert.Equal("VerificationNotValid", error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("No gate was run.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        ClawException error = Assert.Throws<ClawException>(() => Read("gates:\n  a: { limit: 1 }\n  b: { run: x, what: y }"));

        Assert.Equal(4, error.Message.Split('\n').Length);
    }

    [Fact]
    public void A_circle_is_named_in_its_order()
    {
        ClawException error = Assert.Throws<ClawException>(() => Read("gates:\n  z: { run: x, needs: [a] }\n  a: { run: x, needs: [b] }\n  b: { run: x, needs: [c] }\n  c: { run: x, needs: [a] }"));

        Assert.Contains("a needs b needs c needs a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_that_needs_itself_is_a_circle() =>
        Assert.Contains("a needs a", Assert.Throws<ClawException>(() => Read("gates:\n  a: { run: x, needs: [a] }")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_text_is_refused() =>
        Assert.Contains("not UTF-8 (byte 7)", Assert.Throws<ClawException>(() => ConfigurationReader.Read("f", [.. "gates:"u8, 0xFF])).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_written_reads_back_as_the_same()
    {
        GateSpec[] gates =
        [
            new() { Name = "0x1", Program = ["a b", "-c", "$x = \"y\\z\"; 'q'", "", "true", "é\n\t"], Limit = TimeSpan.FromMilliseconds(1500) },
            new() { Name = "b.c-d_e", Line = "echo \"x\" | cat # no comment", Needs = ["0x1"], Group = "null", Folder = "a b/c", Systems = ["linux"], Findings = "^x: [0-9]+\\b", Environment = [new("A", "1"), new("B", "no: yes")] },
        ];

        IReadOnlyList<GateSpec> read = Read(ConfigurationWriter.Write(gates));

        Assert.Equal(gates.Select(Written), read.Select(Written));
        static string Written(GateSpec gate) => $"{gate.Name}|{gate.Line}|{string.Join('~', gate.Program ?? [])}|{gate.Limit}|{string.Join('~', gate.Needs)}|{gate.Group}|{gate.Folder}|{string.Join('~', gate.Systems ?? [])}|{gate.Findings}|{string.Join('~', gate.Environment)}";
    }

    [Fact]
    public void A_link_to_a_device_that_never_ends_is_an_empty_file()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no such device.");
        using var project = new VerificationFolder();
        Directory.CreateDirectory(Path.Combine(project.Folder, ".clawpowers"));
        File.CreateSymbolicLink(Path.Combine(project.Folder, ".clawpowers", "verification.yaml"), "/dev/zero");

        ClawException error = Assert.Throws<ClawException>(() => project.Verifier.Plan(new VerificationRequest(), TestContext.Current.CancellationToken));

        Assert.Equal("VerificationNotValid", error.ErrorId);
        Assert.Contains("The configuration is empty.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_of_a_link_is_that_of_what_it_leads_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var project = new VerificationFolder();
        project.Write("large", new string('#', (1 << 18) + 1));
        File.CreateSymbolicLink(Path.Combine(project.Folder, "link"), "large");

        ClawException error = Assert.Throws<ClawException>(() => ConfigurationReader.Load(Path.Combine(project.Folder, "link")));

        Assert.Contains("it has 262145 bytes, and at most 262144 are read", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<GateSpec> Read(string yaml) => ConfigurationReader.Read("verification.yaml", Encoding.UTF8.GetBytes(yaml));
}
