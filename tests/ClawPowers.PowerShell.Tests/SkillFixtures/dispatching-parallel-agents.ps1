# A batch that is listed, with timings of an earlier one, and the answers of two of its tasks.
Set-Content batch.md '# Plan: lint', '', '## Tasks', '', '### orders Lint the orders', '- done: check.ps1 finds nothing', '- estimate: 5', '', '### invoices Lint the invoices', '- done: check.ps1 finds nothing', '- estimate: 8', '', '### carts Lint the carts', '- done: check.ps1 finds nothing', '- estimate: 2'
$null = New-Item answers -ItemType Directory
Set-Content answers/orders.json '{ "task": "orders", "status": "done", "evidence": [{ "ran": "check.ps1", "got": "0 failed" }], "changed": ["src/Orders.ps1"] }'
Set-Content answers/invoices.json '{ "task": "invoices", "status": "nothing-found", "lookedAt": ["src/Invoice.ps1"], "changed": [] }'
Set-Content answers/carts.json '{ "task": "carts", "status": "timeout", "changed": ["src/Cart.ps1"] }'
Set-ClawState task-timing:lint-orders 300
Set-ClawState task-timing:lint-carts 120
Set-ClawState task-timing:lint-users 90
Add-ClawMetric dispatching-parallel-agents Success -Duration 5m -Measure task=lint
$null = Import-ClawPlan batch.md
