# The plan that the tests of tasks work on; dot-source it in a scratch store and a scratch folder.
Set-Content plan.md @'
# Plan: cart

## Tasks

### T1 The voucher
- estimate: 4
- in: src/Cart.ps1
- out: src/Voucher.ps1
- done: it is there

### T2 The price
- needs: T1
- estimate: 8

### T3 The export
- estimate: 3
'@
$null = Import-ClawPlan plan.md
