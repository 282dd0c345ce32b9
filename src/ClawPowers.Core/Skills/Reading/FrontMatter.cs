namespace ClawPowers.Core.Skills.Reading;

/// <summary>The fields between the two lines <c>---</c> at the top of a file, each with its place.</summary>
public sealed class FrontMatter
{
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
        Find(path) is { Kind: FrontMatterKind.Scalar } node && (node.Style != FrontMatterStyle.Plain || !PlainScalar.IsNull(node.Text!)) ? node.Text : null;

    /// <summary>The words of a field that is a text or a list of texts; what separates them are blanks, line breaks and commas.</summary>
    /// <param name="path">Names of fields, from the top.</param>
    public IReadOnlyList<string> Words(params ReadOnlySpan<string> path) => Find(path) switch
    {
        { Kind: FrontMatterKind.Scalar } => Split(Text(path)),
        { Kind: FrontMatterKind.List } list => [.. list.Items.SelectMany(static item => Split(item.Text))],
        _ => [],
    };

    private static string[] Split(string? text) =>
        text?.Split([' ', '\t', '\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
