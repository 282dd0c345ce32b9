# A decision of last year, and runs with two lenses.
Set-ClawState brainstorm:stock-sync:decision 'idea2: a queue per device, as totals offline were not asked for'
1..12 | ForEach-Object { [pscustomobject] @{ Outcome = $_ % 4 ? 'Success' : 'Failure'; Measure = "ideas_generated=$(4 + $_),lens=$($_ % 2 ? 'remove' : 'analogy'),minutes=$(10 + $_)" } } |
    Add-ClawMetric -Skill brainstorming
