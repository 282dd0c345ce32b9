namespace ClawPowers.Core.Sessions.Context;

/// <summary>
/// Shares out the room. Who needs less than an equal share gets what it needs and leaves the rest to the others; cuts are at whole
/// items. Where not even the least of every section fits, those of a higher rank are left out.
/// </summary>
internal static class ContextLayout
{
    /// <summary>What stands between two sections.</summary>
    public const string Separator = "\n\n";

    /// <summary>Decides how many items of each section stand.</summary>
    /// <param name="drafts">The sections in the order of the text, with their ranks.</param>
    /// <param name="most">The greatest length of the whole.</param>
    /// <returns>A number of items for each section; -1 for one that is left out.</returns>
    public static int[] Fit(IReadOnlyList<(SectionDraft Draft, int Rank)> drafts, int most)
    {
        int[] items = new int[drafts.Count];
        Array.Fill(items, -1);
        int[] byRank = [.. Enumerable.Range(0, drafts.Count).OrderBy(index => drafts[index].Rank)];
        int room = most + Separator.Length;
        List<int> standing = [];
        foreach (int index in byRank)
        {
            // A section that has items says at least one of them.
            SectionDraft draft = drafts[index].Draft;
            int least = Math.Min(1, draft.Items.Count);
            int length = draft.Length(least) + Separator.Length;
            if (length <= room)
            {
                items[index] = least;
                room -= length;
                standing.Add(index);
            }
        }

        // The smallest wishes first: what they leave is shared by the rest.
        int left = standing.Count;
        foreach (int index in standing.OrderBy(index => Wish(index)).ThenBy(index => drafts[index].Rank))
        {
            room -= Grow(index, room / left);
            left--;
        }

        // What was left over because items are whole.
        foreach (int index in standing)
        {
            room -= Grow(index, room);
        }

        return items;

        int Wish(int index) => drafts[index].Draft.Length(drafts[index].Draft.Items.Count) - drafts[index].Draft.Length(items[index]);

        int Grow(int index, int share)
        {
            SectionDraft draft = drafts[index].Draft;
            int before = draft.Length(items[index]);
            int count = items[index];
            int best = count;
            while (count < draft.Items.Count)
            {
                count++;
                best = draft.Length(count) - before <= share ? count : best;
            }

            items[index] = best;
            return draft.Length(best) - before;
        }
    }
}
