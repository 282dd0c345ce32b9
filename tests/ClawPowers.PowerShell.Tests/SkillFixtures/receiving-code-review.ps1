# A pushed branch of two commits under review, with a fix that is not committed yet.
git switch --quiet --create feature/discount
Set-Content src/Discount.ps1 'function Get-Discount([decimal] $Total, [decimal] $Percent) {', '    $Total * $Percent / 100', '}'
git add src
git commit --quiet --message 'feat(cart): take a discount'
Set-Content src/Invoice.ps1 'function Get-InvoiceTotal($Line) {', '    ($Line.Price | Measure-Object -Sum).Sum', '}'
git add src
git commit --quiet --message 'feat(invoice): show the discount'
git push --quiet --set-upstream origin feature/discount
Set-Content src/Discount.ps1 'function Get-Discount([decimal] $Total, [ValidateRange(0, 100)] [decimal] $Percent) {', '    $Total * $Percent / 100', '}'
