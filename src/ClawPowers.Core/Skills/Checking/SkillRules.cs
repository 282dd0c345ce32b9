using ClawPowers.Core.Skills.Checking.Rules.Commands;
using ClawPowers.Core.Skills.Checking.Rules.Dangers;
using ClawPowers.Core.Skills.Checking.Rules.Links;
using ClawPowers.Core.Skills.Checking.Rules.Metadata;
using ClawPowers.Core.Skills.Checking.Rules.Size;
using ClawPowers.Core.Skills.Checking.Rules.Standard;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>Every rule, in the order in which it is asked and documented.</summary>
public static class SkillRules
{
    /// <summary>What the standard asks of the file and of its front matter.</summary>
    internal static IReadOnlyList<SkillRule> Standard { get; } =
    [
        new FileReadableRule(),
        new Utf8Rule(),
        new ByteOrderMarkRule(),
        new LineEndsRule(),
        new FrontMatterRule(),
        new FrontMatterEndRule(),
        new FrontMatterYamlRule(),
        new TabIndentationRule(),
        new UnquotedValueRule(),
        new FieldTwiceRule(),
        new TrailingSpaceRule(),
        new KnownFieldsRule(),
        new LegacyFieldsRule(),
        new FieldTextRule(),
        new NameMissingRule(),
        new NamePatternRule(),
        new NameLengthRule(),
        new NameFolderRule(),
        new DescriptionMissingRule(),
        new DescriptionLengthRule(),
        new DescriptionBracketsRule(),
        new LicenseRule(),
        new CompatibilityRule(),
        new MetadataMapRule(),
        new MetadataTextRule(),
        new AllowedToolsRule(),
    ];

    /// <summary>What does harm to whoever lets an agent follow the skill.</summary>
    internal static IReadOnlyList<SkillRule> Dangers { get; } =
    [
        new DownloadToShellRule(),
        new EncodedCommandRule(),
        new DestructiveCommandRule(),
        new ExfiltrationRule(),
        new SecretRule(),
        new ZeroWidthRule(),
        new HiddenTextRule(),
        new OverrideRule(),
        new SecrecyRule(),
        new CommentRule(),
    ];

    internal static IReadOnlyList<SkillRule> All { get; } =
    [
        .. Standard,

        new VersionRule(),
        new RequiresToolsRule(),
        new RequiresRuntimeRule(),
        new TracksRule(),
        new ImprovesRule(),
        new TriggersRule(),
        new TrackedMeasuresRule(),

        new BodyLinesRule(),
        new BodyTokensRule(),
        new CatalogEntryRule(),

        new DeadLinkRule(),
        new MissingFileRule(),
        new LinkWithinRule(),
        new ReferenceDepthRule(),

        new PowerShellSyntaxRule(),
        new ClawCommandRule(),
        new ClawParameterRule(),
        new UnknownCmdletRule(),
        new AllowListRule(),
        new UncheckedRule(),

        .. Dangers,
    ];

    /// <summary>The names of all rules.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(static rule => rule.Id)];
}
