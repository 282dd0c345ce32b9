namespace ClawPowers.Core.Skills.Reading;

/// <summary>What a node of front matter is.</summary>
public enum FrontMatterKind
{
    /// <summary>One text.</summary>
    Scalar,

    /// <summary>Nodes in a row.</summary>
    List,

    /// <summary>Nodes by name.</summary>
    Map,
}

/// <summary>How a text is written.</summary>
public enum FrontMatterStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>A block after <c>|</c>.</summary>
    Literal,

    /// <summary>A block after <c>&gt;</c>.</summary>
    Folded,
}

/// <summary>A field of a map: a name and its value.</summary>
/// <param name="Name">The name; of a name that is no text, the empty text.</param>
/// <param name="Key">The name as a node, for its place.</param>
/// <param name="Value">The value; of an alias, the node that it stands for.</param>
public sealed record FrontMatterField(string Name, FrontMatterNode Key, FrontMatterNode Value);

/// <summary>A value of front matter, and where it stands.</summary>
public sealed class FrontMatterNode
{
    /// <summary>What it is.</summary>
    public required FrontMatterKind Kind { get; init; }

    /// <summary>The line of the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>The text of a scalar; null for a list or a map.</summary>
    public string? Text { get; init; }

    /// <summary>How a scalar is written.</summary>
    public FrontMatterStyle Style { get; init; }

    /// <summary>The tag that was given, such as <c>!!str</c>; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>The nodes of a list.</summary>
    public IReadOnlyList<FrontMatterNode> Items { get; init; } = [];

    /// <summary>The fields of a map in their order; one that occurs twice is there twice.</summary>
    public IReadOnlyList<FrontMatterField> Fields { get; init; } = [];

    /// <summary>How many values it has with all aliases written out, itself counted.</summary>
    internal long Size { get; init; } = 1;

    /// <summary>Whether a scalar is a string by YAML 1.2: quoted, tagged so, or plain and no null, Boolean or number.</summary>
    public bool IsString => Kind == FrontMatterKind.Scalar && (Style != FrontMatterStyle.Plain || Tag == "tag:yaml.org,2002:str" || !PlainScalar.IsTyped(Text!));

    /// <summary>The value of a field; of one that occurs twice, the last. Null if it is not there.</summary>
    /// <param name="name">The field's name.</param>
    public FrontMatterNode? this[string name]
    {
        get
        {
            for (int i = Fields.Count - 1; i >= 0; i--)
            {
                if (Fields[i].Name == name && Fields[i].Key.Kind == FrontMatterKind.Scalar)
                {
                    return Fields[i].Value;
                }
            }

            return null;
        }
    }

}
