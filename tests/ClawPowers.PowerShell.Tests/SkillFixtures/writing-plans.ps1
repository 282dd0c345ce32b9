# Twenty earlier plans, which took about half as long again as estimated.
1..20 | ForEach-Object { [pscustomobject] @{ Outcome = $_ % 5 ? 'Success' : 'Partial'; Measure = "task_count=$(5 + $_),estimate=$(20 + $_),actual=$([int] (1.5 * (20 + $_))),rework=$($_ % 3)" } } |
    Add-ClawMetric -Skill writing-plans
# The plan that the skill's own template holds.
$template = Get-Content -Raw "$PSScriptRoot/../../../skills/writing-plans/references/template.md"
$null = New-Item -ItemType Directory -Force docs/plans
Set-Content -LiteralPath docs/plans/cart-discount.md -NoNewline -Value ([regex]::Match($template, '(?s)```markdown\r?\n(.*?)```').Groups[1].Value)
