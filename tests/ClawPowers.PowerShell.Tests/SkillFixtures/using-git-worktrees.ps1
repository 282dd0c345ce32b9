# In the middle of a feature: a commit, an uncommitted change, settings that Git ignores.
git switch --quiet --create feature/discount
Set-Content src/Discount.ps1 'function Get-Discount([decimal] $Total, [decimal] $Percent) {', '    $Total * $Percent / 100', '}'
git add src
git commit --quiet --message 'feat(cart): take a discount'
Add-Content src/Cart.ps1 '# Discounts come here.'
Set-Content .env 'PORT=5100'
