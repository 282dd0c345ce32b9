using System.Runtime.InteropServices;

namespace ClawPowers.Core.Skills.Finding.Language;

/// <summary>What kind of thing two texts can have in common.</summary>
internal enum FeatureKind
{
    /// <summary>A word, by its stem.</summary>
    Word,

    /// <summary>A word that says little by itself.</summary>
    Common,

    /// <summary>Two words that follow each other.</summary>
    Pair,

    /// <summary>A group of words that mean nearly the same.</summary>
    Synonym,

    /// <summary>A group of words that speak of the same matter.</summary>
    Topic,
}

/// <summary>Something that two texts can have in common.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">By what it is known; two features with the same key are the same.</param>
/// <param name="Text">How the text says it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Feature(FeatureKind Kind, string Key, string Text);
