# A small branch that changes what Ana wrote and Robin mended.
Set-Content src/Cart.ps1 'function Get-CartTotal([decimal[]] $Price) {', '    # Nothing in it costs nothing.', '    [decimal] ($Price | Measure-Object -Sum).Sum', '}'
git commit --quiet --all --message 'fix(cart): an empty cart costs nothing'
git push --quiet origin main
git switch --quiet --create feature/discount
Set-Content src/Discount.ps1 'function Get-Discount([decimal] $Total, [decimal] $Percent) {', '    $Total * $Percent / 100', '}'
Add-Content src/Cart.ps1 'function Get-CartDue([decimal[]] $Price, [decimal] $Percent) {', '    (Get-CartTotal $Price) - (Get-Discount (Get-CartTotal $Price) $Percent)', '}'
git add src
git commit --quiet --message 'feat(cart): take a discount'
