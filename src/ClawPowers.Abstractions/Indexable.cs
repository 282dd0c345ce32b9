namespace ClawPowers;

/// <summary>
/// Lists as records hold them. What the compiler makes of <c>[.. items]</c> for an <see cref="IReadOnlyList{T}"/> has no indexer that PowerShell sees:
/// <c>$plan.Tasks[0]</c> would give the whole list.
/// </summary>
internal static class Indexable
{
    /// <summary>The list itself if it is an array or a <see cref="List{T}"/>, else an array of its items.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> list) => list is T[] or List<T> ? list : list.ToArray();
}
