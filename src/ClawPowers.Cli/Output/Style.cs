namespace ClawPowers.Cli.Output;

/// <summary>Colour for people at a terminal; plain text for everyone else.</summary>
internal sealed class Style(bool usesColor)
{
    public string Heading(string text) => Paint(text, "1;36");

    public string Command(string text) => Paint(text, "1");

    public string Quiet(string text) => Paint(text, "2");

    public string Good(string text) => Paint(text, "32");

    public string Bad(string text) => Paint(text, "31");

    private string Paint(string text, string code) => usesColor ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
