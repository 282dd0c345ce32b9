using System.Collections;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes the skills that come with the module.</summary>
public sealed class BundledSkillCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new SkillInstaller(CompletionText.CreateContext()).Bundled();
}

/// <summary>Completes the skills that were installed.</summary>
public sealed class InstalledSkillCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new SkillInstaller(CompletionText.CreateContext()).Installed();
}
