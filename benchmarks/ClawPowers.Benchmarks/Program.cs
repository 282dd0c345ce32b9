using ClawPowers.Benchmarks;

using var scratch = new Scratch();
string? only = args.FirstOrDefault();
Console.WriteLine($"{"comparison (subject / baseline)",-62} {"base ms",9} {"ours ms",9} {"ratio",6} {"min",6} {"max",6} {"target",6}");

IEnumerable<Comparison> comparisons = WorktreeComparisons.All(scratch).Concat(PlanComparisons.All(scratch)).Concat(CoreComparisons.All(scratch)).Concat(MetricComparisons.All(scratch)).Concat(SkillComparisons.All(scratch)).Concat(GitComparisons.All(scratch));
string? powerShell = ModuleComparisons.FindPowerShell();
comparisons = comparisons.Concat(SessionComparisons.All(scratch, powerShell));
if (powerShell is not null)
{
    comparisons = comparisons.Concat(ModuleComparisons.All(scratch, powerShell));
}

bool met = true;
foreach (Comparison comparison in comparisons.Where(comparison => only is null || comparison.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
{
    Result result = comparison.Run();
    met &= result.IsMet;
    Console.WriteLine(result);
}

if (only is null)
{
    Console.WriteLine($"Memory held while streaming 1,000,000 entries: {CoreComparisons.StreamingMemory(scratch):0.0} MiB");
}

if (SessionWorld.NativeProgram is null)
{
    Console.WriteLine("Skipped: the comparisons of the native program. There is none; ./build.ps1 -Task Native makes it.");
}

if (powerShell is null)
{
    Console.WriteLine("Skipped: the comparisons in PowerShell. No pwsh is on the path, and CLAWPOWERS_PWSH names none.");
}

return met ? 0 : 1;
