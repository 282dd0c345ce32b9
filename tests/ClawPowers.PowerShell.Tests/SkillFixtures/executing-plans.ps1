# A plan of which two tasks are done, and an edit that was under way when the session ended.
$null = New-Item -ItemType Directory docs/plans
Set-Content docs/plans/cart-discount.md @'
# Plan: cart-discount

Goal: A customer with a voucher sees and pays the reduced total
Done when:
- Invoke-Pester: 0 failed

## Tasks

### T1 The voucher
- out: src/Voucher.ps1
- done: Invoke-Pester tests/Voucher.Tests.ps1: 0 failed
- estimate: 4

### T2 The price is reduced
- needs: T1
- out: src/Cart.ps1
- done: Invoke-Pester tests/Cart.Tests.ps1: 0 failed
- estimate: 8

### T3 The total is shown
- needs: T2
- in: src/Cart.ps1
- out: src/Page.ps1
- done: the page shows the reduced total
- estimate: 12

### T5 The staged shop
- done: the staged shop takes the voucher
- estimate: 5
'@
Import-ClawPlan docs/plans/cart-discount.md
'T1', 'T2' | Start-ClawTask -Plan cart-discount -ErrorAction Ignore | Complete-ClawTask
Start-ClawTask T2 -Plan cart-discount | Complete-ClawTask
Add-Content README.md 'Vouchers are taken off the total.'
