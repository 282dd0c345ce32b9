# A total that is wrong since the third of four commits, and tests of which one leaves something behind.
$right = @'
function Get-Total {
    param([double[]] $Prices)
    $sum = 0
    foreach ($price in $Prices) { $sum += $price }
    $sum
}
'@
Set-Content cart.ps1 $right
git add . *> $null
git commit --quiet --message 'Add up a cart'
git tag good
Set-Content README.md 'A shop.'
git commit --quiet --all --message 'Describe the shop'
Set-Content cart.ps1 $right.Replace('in $Prices)', 'in $Prices | Select-Object -Skip 1)')
git commit --quiet --all --message 'Leave out the header row'
$null = New-Item scripts -ItemType Directory
Set-Content scripts/culture.ps1 '[cultureinfo]::CurrentCulture = ''de-DE'''
Set-Content scripts/total.ps1 'if ((1.5).ToString([cultureinfo]::CurrentCulture) -ne ''1.5'') { exit 1 }'
git add . *> $null
git commit --quiet --message 'Test the total'
