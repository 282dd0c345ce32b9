namespace ClawPowers.Core.Skills.Reading;

/// <summary>The fields between the two lines <c>---</c> at the top of a file, each with its place.</summary>
public sealed class FrontMatter
{
    private static readonly char[] BetweenWords = [' ', '\t', '\n', ','];

    internal FrontMatter(FrontMatterNode root) => Root = root;

    /// <summary>The map of all fields.</summary>
    public FrontMatterNode Root { get; }

    /// <summary>The node that names lead to; null if it is not there.</summary>
    /// <param name="path">Names of fields, from the top.</param>
    public FrontMatterNode? Find(params ReadOnlySpan<string> path)
    {
        FrontMatterNode? node = Root;
        foreach (string name in path)
        {
            node = node?[name];
        }

        return node;
    }

    /// <summary>A field's text; null if it is not there, or no text, or stands for nothing.</summary>
    /// <param name="path">Names of fields, from the top.</param>
    public string? Text(params ReadOnlySpan<string> path) =>
        Text(Find(path));

    /// <summary>The words of a field that is a text or a list of texts; what separates them are blanks, line breaks and commas.</summary>
    /// <param name="path">Names of fields, from the top.</param>
    public IReadOnlyList<string> Words(params ReadOnlySpan<string> path) => Find(path) switch
    {
        { Kind: FrontMatterKind.Scalar } node => Split(Text(node)),
        { Kind: FrontMatterKind.List } list => [.. list.Items.SelectMany(static item => Split(item.Text))],
        _ => [],
    };

    private static string? Text(FrontMatterNode? node) =>
        node is { Kind: FrontMatterKind.Scalar } && (node.Style != FrontMatterStyle.Plain || !PlainScalar.IsNull(node.Text!)) ? node.Text : null;

    private static string[] Split(string? text) => text?.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
