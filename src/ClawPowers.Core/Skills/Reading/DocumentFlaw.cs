namespace ClawPowers.Core.Skills.Reading;

/// <summary>What can be wrong with a file before anyone asks what it says.</summary>
public enum DocumentFlawKind
{
    /// <summary>It can't be opened or read.</summary>
    Unreadable,

    /// <summary>It is a link to something that is no <c>SKILL.md</c>, and so is not read.</summary>
    LeadsOut,

    /// <summary>It is longer than what is read of any skill.</summary>
    TooLong,

    /// <summary>Its bytes are not UTF-8; read by its byte order mark, or with marks in place of what is no text.</summary>
    NotUtf8,

    /// <summary>It does not begin with a line <c>---</c>.</summary>
    NoFrontMatter,

    /// <summary>No second line <c>---</c> ends the front matter.</summary>
    NoEndMark,

    /// <summary>The front matter is no YAML.</summary>
    InvalidYaml,

    /// <summary>The front matter is YAML, but no map of fields.</summary>
    NotAMap,

    /// <summary>The front matter is nested deeper than any reader needs.</summary>
    TooDeep,

    /// <summary>The front matter, its aliases written out, has more values than any reader needs.</summary>
    TooManyValues,

    /// <summary>A field occurs twice; the last one counts.</summary>
    DuplicateKey,

    /// <summary>An alias names no anchor above it; it counts as empty.</summary>
    UnknownAlias,

    /// <summary>The front matter is indented by tabs, which YAML forbids; read as if by blanks.</summary>
    TabIndentation,

    /// <summary>A value would need quotes to be YAML; read as if it had them.</summary>
    Requoted,
}

/// <summary>One flaw of a file.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What is wrong and what to do, as sentences.</param>
public sealed record DocumentFlaw(DocumentFlawKind Kind, int Line, int Column, string Message);
