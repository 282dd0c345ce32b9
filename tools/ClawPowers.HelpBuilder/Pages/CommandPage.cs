namespace ClawPowers.HelpBuilder.Pages;

/// <summary>The help page of one cmdlet.</summary>
internal sealed record CommandPage
{
    /// <summary>The cmdlet's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Synopsis { get; init; }

    /// <summary>One syntax per parameter set.</summary>
    public required IReadOnlyList<SyntaxLine> Syntaxes { get; init; }

    /// <summary>The description's paragraphs as plain text.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The examples in order.</summary>
    public required IReadOnlyList<ExampleSection> Examples { get; init; }

    /// <summary>The parameters in the page's order, without the common ones.</summary>
    public required IReadOnlyList<ParameterSection> Parameters { get; init; }

    /// <summary>What the cmdlet takes from the pipeline.</summary>
    public required IReadOnlyList<TypeSection> Inputs { get; init; }

    /// <summary>What the cmdlet emits.</summary>
    public required IReadOnlyList<TypeSection> Outputs { get; init; }

    /// <summary>The notes' paragraphs.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What to read next.</summary>
    public required IReadOnlyList<RelatedLink> Links { get; init; }
}

/// <summary>The syntax of one parameter set.</summary>
/// <param name="Parameters">Its parameters in order, common ones left out.</param>
internal sealed record SyntaxLine(IReadOnlyList<SyntaxParameter> Parameters);

/// <summary>A parameter as a syntax shows it.</summary>
/// <param name="Name">Its name without the dash.</param>
/// <param name="Type">The type as written; null for a switch.</param>
/// <param name="IsRequired">Whether it stands without brackets.</param>
/// <param name="IsPositional">Whether its name may be left out.</param>
internal sealed record SyntaxParameter(string Name, string? Type, bool IsRequired, bool IsPositional);

/// <summary>An example.</summary>
/// <param name="Title">Its whole heading.</param>
/// <param name="Introduction">What is said before the code.</param>
/// <param name="Code">The first block of code.</param>
/// <param name="Remarks">What follows: paragraphs, and further blocks indented.</param>
internal sealed record ExampleSection(string Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks);

/// <summary>A parameter's section.</summary>
/// <param name="Name">Its name without the dash.</param>
/// <param name="Description">What it does, in paragraphs.</param>
/// <param name="Facts">The facts beside it.</param>
internal sealed record ParameterSection(string Name, IReadOnlyList<string> Description, ParameterFacts Facts);

/// <summary>The facts about a parameter that Get-Help shows below its description.</summary>
internal sealed record ParameterFacts
{
    /// <summary>The short name of its .NET type, such as <c>String[]</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Whether it must be given in every parameter set it belongs to.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>A number from 0, or <c>Named</c>.</summary>
    public required string Position { get; init; }

    /// <summary>The values it takes, if they are few; else empty.</summary>
    public string AcceptedValues { get; init; } = "";

    /// <summary>The default as text.</summary>
    public required string DefaultValue { get; init; }

    /// <summary><c>False</c>, or <c>True</c> with the ways in parentheses.</summary>
    public required string PipelineInput { get; init; }

    /// <summary>Whether it takes wildcards.</summary>
    public required bool AcceptsWildcards { get; init; }
}

/// <summary>A type that is taken or emitted.</summary>
/// <param name="Name">Its full name, or None.</param>
/// <param name="Description">What it stands for.</param>
internal sealed record TypeSection(string Name, IReadOnlyList<string> Description);

/// <summary>A link.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Address">A web address; empty for another page of the module.</param>
internal sealed record RelatedLink(string Text, string Address);
