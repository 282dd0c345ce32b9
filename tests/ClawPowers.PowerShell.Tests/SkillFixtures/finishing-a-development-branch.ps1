# A branch of five commits, two of them to be folded into others, while main has moved on the server.
git switch --quiet --create elsewhere
Set-Content README.md '# Storefront', '', 'Prices, carts and taxes.'
# Gates that somebody has agreed to come with it.
$null = New-Item -Force -Path .clawpowers/verification.yaml -Value "gates: { build: { run: [pwsh, -NoProfile, -Command, exit 0] } }"
git add .clawpowers
git commit --quiet --all --message 'docs: name the taxes'
$null = Invoke-ClawVerification -Trust
git push --quiet origin elsewhere:main
git switch --quiet --create feature/discount main
git branch --quiet --delete --force elsewhere
git update-ref refs/remotes/origin/main main

Set-Content check.ps1 'exit 0'
Add-Content .gitignore 'check.ps1'
git commit --quiet --all --message 'chore: leave the checks out'
Set-Content src/Discount.ps1 'function Get-Discount([decimal] $Total, [decimal] $Percent) {', '    $Total * $Percnt / 100', '}'
git add src
git commit --quiet --message 'feat(cart): take a discount'
Set-Content src/Discount.ps1 'function Get-Discount([decimal] $Total, [decimal] $Percent) {', '    $Total * $Percent / 100', '}'
git commit --quiet --all --fixup HEAD
Set-Content tests/Discount.Tests.ps1 'Describe ''Get-Discount'' { It ''takes percent'' { . ./src/Discount.ps1; Get-Discount 10 5 | Should -Be 0.5 } }'
git add tests
git commit --quiet --fixup HEAD~1
Set-Content src/Discount.ps1 'function Get-Discount([decimal] $Total, [ValidateRange(0, 100)] [decimal] $Percent) {', '    $Total * $Percent / 100', '}'
git commit --quiet --all --message 'fix(cart): refuse a negative discount'
