namespace ClawPowers.HelpBuilder.Pages;

/// <summary>The two parameters that every changing cmdlet has. A page shows them in SYNTAX and need not tell of them.</summary>
internal static class CommonParameter
{
    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> Names = ["WhatIf", "Confirm"];

    /// <summary>What Get-Help says of one of them.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>Its section.</returns>
    public static ParameterSection Section(string name) => name switch
    {
        "WhatIf" => Of(name, "Shows what would happen. Nothing is changed.", "wi"),
        "Confirm" => Of(name, "Asks before each change.", "cf"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Only WhatIf and Confirm are known."),
    };

    private static ParameterSection Of(string name, string description, string alias) => new(name, [description], new ParameterFacts
    {
        Type = ParameterReader.SwitchType,
        Aliases = [alias],
        IsRequired = false,
        Position = ParameterReader.Named,
        DefaultValue = "False",
        PipelineInput = "False",
        AcceptsWildcards = false,
    });
}
