namespace ClawPowers;

/// <summary>For whom skills are installed. (Where entries are stored is a <see cref="ClawScope"/>.)</summary>
public enum SkillScope
{
    /// <summary>For the user, in every project: in a folder of the user's home.</summary>
    User,

    /// <summary>For everyone who works in the project: in a folder at its top.</summary>
    Project,
}
