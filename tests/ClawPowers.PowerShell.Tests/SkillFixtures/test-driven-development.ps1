# A rule with something to mutate, and a test that misses its boundary.
Set-Content src/Cart.ps1 @'
function Get-CartTotal([decimal[]] $Price) {
    $sum = ($Price | Measure-Object -Sum).Sum
    if ($sum -gt 1000 -and $Price.Count -gt 1) { $sum - 5 } else { $sum }
}
'@
git commit --quiet --all --message 'Take 5 off large carts'
