# A plan of which two tasks are done, and an edit that was under way when the session ended.
Set-ClawState plan:cart-discount:goal 'A customer with a voucher sees and pays the reduced total'
Set-ClawState plan:cart-discount:T1:status done
Set-ClawState plan:cart-discount:T2:status done
Set-ClawState plan:cart-discount:T4:status open
Add-Content README.md 'Vouchers are taken off the total.'
