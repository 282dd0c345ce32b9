using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ClawPowers.Core.Skills.Finding.Language;

/// <summary>
/// Which words and phrases of the field mean nearly the same, and which speak of the same matter. Made by hand, so that finding
/// needs neither a model nor a service; see <c>Thesaurus.txt</c>.
/// </summary>
internal sealed class Thesaurus
{
    private static readonly Lazy<Thesaurus> Embedded = new(static () => Parse(Resource()));

    private readonly Dictionary<string, string> _forms;
    private readonly Dictionary<string, List<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _topics = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    private Thesaurus(Dictionary<string, string> forms) => _forms = forms;

    /// <summary>The one that comes with the program.</summary>
    public static Thesaurus Default => Embedded.Value;

    /// <summary>Every word that occurs in it.</summary>
    public IReadOnlySet<string> Vocabulary => _words;

    /// <summary>Reads a thesaurus from its lines.</summary>
    public static Thesaurus Parse(string text)
    {
        string[] lines = text.Split('\n');
        Dictionary<string, string> forms = new(StringComparer.Ordinal);
        foreach (string line in lines.Where(static line => line.StartsWith('>')))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (string form in Terms(line[(colon + 1)..]))
            {
                forms[form] = line[1..colon].Trim();
            }
        }

        var thesaurus = new Thesaurus(forms);
        thesaurus._words.UnionWith(forms.Keys);
        thesaurus._words.UnionWith(forms.Values);
        for (int number = 0; number < lines.Length; number++)
        {
            thesaurus.Add(lines[number], number);
        }

        return thesaurus;
    }

    /// <summary>The stem of a word, of irregular forms too.</summary>
    /// <param name="word">A word in lower case.</param>
    public string Stem(string word) => Stemmer.Stem(_forms.GetValueOrDefault(word, word));

    /// <summary>What a group of words that speak of the same matter speaks of.</summary>
    public string Topic(string group) => _topics[group];

    /// <summary>The groups whose terms stand in a sequence of stems at a place.</summary>
    /// <param name="stems">The stems of a text.</param>
    /// <param name="start">The place of a term's first word.</param>
    public IEnumerable<Sense> At(IReadOnlyList<string> stems, int start)
    {
        if (!_entries.TryGetValue(stems[start], out List<Entry>? entries))
        {
            yield break;
        }

        foreach (Entry entry in entries)
        {
            if (IsAt(entry.Stems, stems, start))
            {
                yield return new Sense(entry.Group, entry.IsTopic, entry.Stems.Length);
            }
        }
    }

    private void Add(string line, int number)
    {
        bool isTopic = line.StartsWith('~');
        if (!isTopic && !line.StartsWith('='))
        {
            return;
        }

        string group = (isTopic ? '~' : '=') + number.ToString(CultureInfo.InvariantCulture);
        int colon = isTopic ? line.IndexOf(':', StringComparison.Ordinal) : 0;
        if (isTopic)
        {
            _topics.Add(group, line[1..colon].Trim());
        }

        foreach (string term in Terms(line[(colon + 1)..]))
        {
            List<Word> words = Words.Of(term);
            _words.UnionWith(words.Select(static word => word.Text));
            string[] stems = [.. words.Select(word => Stem(word.Text))];
            if (stems.Length == 0)
            {
                continue;
            }

            if (!_entries.TryGetValue(stems[0], out List<Entry>? entries))
            {
                _entries.Add(stems[0], entries = []);
            }

            if (!entries.Exists(entry => entry.Group == group && entry.Stems.SequenceEqual(stems, StringComparer.Ordinal)))
            {
                entries.Add(new Entry(group, isTopic, stems));
            }
        }
    }

    private static bool IsAt(string[] term, IReadOnlyList<string> stems, int start)
    {
        if (start + term.Length > stems.Count)
        {
            return false;
        }

        for (int i = 1; i < term.Length; i++)
        {
            if (stems[start + i] != term[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string[] Terms(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Resource()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Thesaurus.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Entry(string Group, bool IsTopic, string[] Stems);
}

/// <summary>A group of the thesaurus that a word or phrase belongs to.</summary>
/// <param name="Group">The group's own key.</param>
/// <param name="IsTopic">Whether its terms only speak of the same matter.</param>
/// <param name="Length">How many words the term has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Sense(string Group, bool IsTopic, int Length);
