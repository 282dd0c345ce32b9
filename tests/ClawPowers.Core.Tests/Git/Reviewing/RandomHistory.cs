namespace ClawPowers.Core.Tests.Git.Reviewing;

/// <summary>Small histories of every shape: branches, merges of two or three that change something too, few distinct lines (so that changes can slide), modes, renames.</summary>
internal static class RandomHistory
{
    private static readonly string[] Words = ["{", "}", "", "    x", "    y", "a", "b", "# c", "\tend"];

    public static byte[] Make(Random random, int commits, bool renames)
    {
        var stream = new HistoryStream();
        List<(int Number, Dictionary<string, string> Files)> made = [];
        for (int i = 0; i < commits; i++)
        {
            int[] parents = i == 0 ? [] : random.Next(5) switch
            {
                0 when i > 2 => [.. new[] { i - 1, random.Next(i), random.Next(i) }.Distinct().Take(random.Next(2, 4))],
                1 => [random.Next(i)],
                _ => [i - 1],
            };
            Dictionary<string, string> files = parents.Length == 0 ? [] : new(made[parents[0]].Files);
            foreach (int parent in parents.Skip(1))
            {
                foreach ((string path, string text) in made[parent].Files)
                {
                    files[path] = files.TryGetValue(path, out string? known) && random.Next(2) == 0 ? known : text;
                }
            }

            for (int edits = random.Next(parents.Length > 1 ? 2 : 4); edits > 0 || files.Count == 0; edits--)
            {
                Edit(random, files, renames);
            }

            // The last ones meet in main.
            if (i == commits - 1)
            {
                parents = [.. new[] { i - 1, random.Next(i) }.Distinct()];
            }

            made.Add((stream.Commit("main", files, [.. parents.Select(parent => made[parent].Number)], at: 1_700_000_000 + (60 * i) - (random.Next(8) == 0 ? 600 : 0)), files));
        }

        return stream.ToBytes();
    }

    private static void Edit(Random random, Dictionary<string, string> files, bool renames)
    {
        string[] paths = ["a.txt", "dir/b.txt", "dir/deep/ü.txt", "c"];
        string path = paths[random.Next(paths.Length)];
        List<string> lines = files.TryGetValue(path, out string? text) ? [.. text.Split('\n')] : [.. Enumerable.Range(0, random.Next(3, 20)).Select(_ => Line(random))];
        if (renames && files.Count > 0 && random.Next(6) == 0)
        {
            string old = files.Keys.ElementAt(random.Next(files.Count));
            files.Remove(old, out string? moved);
            string name = $"{(random.Next(2) == 0 ? "new/" : string.Empty)}{(random.Next(2) == 0 ? Path.GetFileName(old) : $"r{random.Next(9)}")}";
            files[name] = random.Next(2) == 0 ? moved! : moved! + Line(random) + "\n";
            return;
        }

        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(lines.Count + 1);
            switch (random.Next(4))
            {
                case 0 when lines.Count > 1:
                    lines.RemoveAt(Math.Min(at, lines.Count - 1));
                    break;
                case 1 when lines.Count > 0:
                    lines[Math.Min(at, lines.Count - 1)] = Line(random);
                    break;
                case 2 when lines.Count > 3:
                    List<string> block = lines.GetRange(0, random.Next(1, 4));
                    lines.InsertRange(at, block);
                    break;
                default:
                    lines.Insert(at, Line(random));
                    break;
            }
        }

        string result = string.Join('\n', lines);
        files[path] = random.Next(12) == 0 && !result.StartsWith('!') ? "!" + result : result;
    }

    private static string Line(Random random) => random.Next(3) == 0 ? $"line {random.Next(1000)}" : Words[random.Next(Words.Length)];
}
