namespace ClawPowers.Core.Statistics;

/// <summary>Which outcomes count as at least as extreme as the one observed.</summary>
internal enum Tail
{
    /// <summary>As many or fewer.</summary>
    Lower,

    /// <summary>As many or more.</summary>
    Upper,

    /// <summary>All that are no more probable.</summary>
    Both,
}
