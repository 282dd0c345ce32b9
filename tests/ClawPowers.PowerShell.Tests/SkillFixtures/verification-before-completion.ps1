# Work on a branch with something left over, and gates that were run before.
git switch --quiet --create empty-carts
Add-Content src/Cart.ps1 '# TODO: empty carts'
git commit --quiet --all --message 'Begin with empty carts'
1..40 | ForEach-Object { [pscustomobject] @{ Outcome = $_ % 8 ? 'Success' : 'Failure'; Measure = "gate=$($_ % 2 ? 'build' : 'tests'),seconds=$(20 + $_)" } } |
    Add-ClawMetric -Skill verification-before-completion

# Gates that somebody has agreed to.
$null = New-Item -Force -Path .clawpowers/verification.yaml -Value "gates: { build: { run: [pwsh, -NoProfile, -Command, exit 0] } }"
git add .clawpowers
git commit --quiet --message 'chore: name the gates'
$null = Invoke-ClawVerification -Trust
