# Twenty earlier plans, which took about half as long again as estimated.
1..20 | ForEach-Object { [pscustomobject] @{ Outcome = $_ % 5 ? 'Success' : 'Partial'; Measure = "task_count=$(5 + $_),estimate=$(20 + $_),actual=$([int] (1.5 * (20 + $_))),rework=$($_ % 3)" } } |
    Add-ClawMetric -Skill writing-plans
Set-ClawState plan:shipping-discount:goal 'Free shipping from 50.00'
