namespace ClawPowers.Core.Skills;

/// <summary>A folder of skills, and whose they are.</summary>
/// <param name="Folder">The folder, absolute; it need not exist.</param>
/// <param name="Source">Whose skills it holds.</param>
internal sealed record SkillRoot(string Folder, SkillSource Source);
