using System.Runtime.InteropServices;

namespace ClawPowers.Core.Skills.Finding.Ranking;

/// <summary>A skill and how well its text fits.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Score">0 to 1; see <see cref="SkillRanker"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RankedSkill(IndexedSkill Skill, double Score);
