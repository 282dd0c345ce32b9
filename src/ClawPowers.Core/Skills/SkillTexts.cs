namespace ClawPowers.Core.Skills;

/// <summary>The hashes of skills' texts for one command, each file read once; before the store is locked if they are asked for then.</summary>
internal sealed class SkillTexts(ClawContext context)
{
    private readonly SkillCatalogue _catalogue = new(context);
    private readonly Dictionary<string, string?> _hashes = new(StringComparer.Ordinal);

    /// <summary>Reads the skills now that will be asked about.</summary>
    /// <param name="skills">Their names; those that are not found are no failure.</param>
    public SkillTexts Read(IEnumerable<string> skills)
    {
        foreach (string skill in skills)
        {
            _ = HashOf(skill);
        }

        return this;
    }

    /// <summary>The hash of a skill's text; null if the skill is not found.</summary>
    public string? HashOf(string skill)
    {
        if (!_hashes.TryGetValue(skill, out string? hash))
        {
            hash = _catalogue.HashOf(skill);
            _hashes.Add(skill, hash);
        }

        return hash;
    }
}
