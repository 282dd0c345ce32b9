Describe 'hangs' { It 'sleeps with a child' { & (Get-Process -Id $PID).Path -NoProfile -Command 'Start-Sleep 600' } }
