# Contracts and specs on main, and one piece that was delivered in its worktree.
$null = New-Item contracts, specs -ItemType Directory
Set-Content contracts/Tax.ps1 '# Get-Tax [-Total] <decimal> [-Rate] <decimal>'
Set-Content specs/tax.md '# tax', '', 'Objective: carts know the tax that is in them.'
Set-Content specs/plan.md '# Plan: checkout', '', '## Tasks', '', '### tax Carts know their tax', '- done: check.ps1 exits with 0', '- estimate: 40', '', '### pricing Prices with tax', '- needs: tax', '- done: check.ps1 exits with 0', '- estimate: 60'
Set-Content check.ps1 'exit 0'
git add contracts specs check.ps1
git commit --quiet --message 'feat(tax): agree on the contract'
git worktree add --quiet --no-track -b piece/tax ../shop.worktrees/tax main
Set-Content ../shop.worktrees/tax/src/Tax.ps1 'function Get-Tax([decimal] $Total, [decimal] $Rate) {', '    $Total * $Rate / 100', '}'
Set-Content ../shop.worktrees/tax/tests/Tax.Tests.ps1 'Describe ''Get-Tax'' { It ''takes the part of the total'' { Get-Tax 100 12.5 | Should -Be 12.5 } }'
git -C ../shop.worktrees/tax add .
git -C ../shop.worktrees/tax commit --quiet --message 'feat(tax): say how much tax is in a total'
$null = Import-ClawPlan specs/plan.md
