using ClawPowers.Core.Text;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>The fields of plans and tasks, and the words that people use for them.</summary>
internal static class PlanFields
{
    public const string Covers = "covers";
    public const string Needs = "needs";
    public const string In = "in";
    public const string Out = "out";
    public const string Done = "done";
    public const string Estimate = "estimate";
    public const string Risk = "risk";
    public const string Wire = "trip wire";
    public const string Status = "status";
    public const string Goal = "goal";
    public const string DoneWhen = "done when";

    /// <summary>Text that belongs to a task and is nothing that is counted with.</summary>
    public const string Prose = "notes";

    private static readonly Dictionary<string, string> OfTask = new(StringComparer.OrdinalIgnoreCase)
    {
        [Covers] = Covers,
        ["cover"] = Covers,
        ["requirements"] = Covers,
        [Needs] = Needs,
        ["need"] = Needs,
        ["depends on"] = Needs,
        ["depends"] = Needs,
        ["dependencies"] = Needs,
        ["dependency"] = Needs,
        ["requires"] = Needs,
        ["after"] = Needs,
        ["blocked by"] = Needs,
        [In] = In,
        ["input"] = In,
        ["inputs"] = In,
        [Out] = Out,
        ["output"] = Out,
        ["outputs"] = Out,
        [Done] = Done,
        [DoneWhen] = Done,
        ["done criteria"] = Done,
        ["acceptance"] = Done,
        ["acceptance criteria"] = Done,
        [Estimate] = Estimate,
        ["estimated"] = Estimate,
        ["duration"] = Estimate,
        [Risk] = Risk,
        [Wire] = Wire,
        ["tripwire"] = Wire,
        [Status] = Status,
        [Prose] = Prose,
        ["note"] = Prose,
    };

    private static readonly Dictionary<string, string> OfPlan = new(StringComparer.OrdinalIgnoreCase)
    {
        [Goal] = Goal,
        [DoneWhen] = DoneWhen,
        ["done"] = DoneWhen,
        ["done criteria"] = DoneWhen,
        ["acceptance criteria"] = DoneWhen,
        ["definition of done"] = DoneWhen,
    };

    /// <summary>The field of a task that a label names; null for none.</summary>
    public static string? TaskField(string label) => OfTask.GetValueOrDefault(label);

    /// <summary>The field of a plan that a label or heading names; null for none.</summary>
    public static string? PlanField(string label) => OfPlan.GetValueOrDefault(label);

    /// <summary>The field that somebody who wrote this label likely meant; null if there is none near.</summary>
    public static string? Nearest(string label)
    {
        string lower = label.ToLowerInvariant();
        return OfTask.Keys
            .Select(field => (Field: OfTask[field], Distance: EditDistance.Between(lower, field, 2)))
            .Where(near => near.Distance <= (lower.Length <= 4 ? 1 : 2))
            .OrderBy(static near => near.Distance)
            .Select(static near => near.Field)
            .FirstOrDefault();
    }

    /// <summary>
    /// Takes a line apart that names a field: <c>needs: T1</c>, <c>**Done when:** it runs</c>. The label comes back without marks of form, in
    /// single blanks; a label has at most three words of letters, and a blank or nothing after its colon.
    /// </summary>
    public static bool TrySplit(string line, out string label, out string value)
    {
        label = value = string.Empty;
        int colon = line.AsSpan().IndexOfAny(':', '：');
        if (colon is < 1 or > 60)
        {
            return false;
        }

        ReadOnlySpan<char> before = line.AsSpan(0, colon).Trim();
        ReadOnlySpan<char> plain = before.Trim("*_` ");
        ReadOnlySpan<char> after = line.AsSpan(colon + 1);
        if (before.Length > 0 && before[0] is '*' or '_' or '`')
        {
            after = after.TrimStart("*_`");
        }

        if (plain.IsEmpty || (!after.IsEmpty && !char.IsWhiteSpace(after[0]) && line[colon] == ':'))
        {
            return false;
        }

        int words = 0;
        bool inWord = false;
        var buffer = new char[plain.Length];
        int length = 0;
        foreach (char character in plain)
        {
            if (char.IsLetter(character))
            {
                words += inWord ? 0 : 1;
                inWord = true;
                buffer[length++] = character;
            }
            else if (character is ' ' or '\t' or '-' or '_')
            {
                inWord = false;
                if (length > 0 && buffer[length - 1] != ' ')
                {
                    buffer[length++] = ' ';
                }
            }
            else
            {
                return false;
            }
        }

        if (words is 0 or > 3)
        {
            return false;
        }

        label = new string(buffer, 0, length).Trim();
        value = after.Trim().ToString();
        return true;
    }

    /// <summary>Parts of a list in one line: at commas and semicolons that stand in no brackets and no quotes.</summary>
    public static IEnumerable<string> Parts(string value)
    {
        int depth = 0;
        char quote = '\0';
        int start = 0;
        for (int i = 0; i <= value.Length; i++)
        {
            char character = i < value.Length ? value[i] : ',';
            if (i == value.Length || (quote == '\0' && depth == 0 && character is ',' or ';'))
            {
                string part = value[start..i].Trim();
                if (part.Length > 0)
                {
                    yield return part;
                }

                start = i + 1;
            }
            else if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '`' || (character == '\'' && (i == 0 || !char.IsLetterOrDigit(value[i - 1]))))
            {
                quote = value.IndexOf(character, i + 1) > 0 ? character : '\0';
            }
            else
            {
                depth = character is '(' or '[' or '{' ? depth + 1 : character is ')' or ']' or '}' ? Math.Max(0, depth - 1) : depth;
            }
        }
    }

    /// <summary>Whether a value says that there is nothing.</summary>
    public static bool IsNothing(string value) => value.Trim().Trim('.', '*', '_', '`').ToUpperInvariant() is "" or "-" or "–" or "—" or "NONE" or "N/A" or "NA" or "NOTHING";
}
