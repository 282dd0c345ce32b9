# The build stamps ModuleVersion from VersionPrefix in Directory.Build.props. This file must also parse under Windows
# PowerShell 5.1, which checks PowerShellVersion before it loads anything and says which version is needed.
@{
  RootModule           = 'ClawPowers.PowerShell.dll'
  ModuleVersion        = '0.0.0'
  GUID                 = '5b0c5f0e-3f4a-4d0b-9a6e-8c1f2d7e6a94'
  Author               = 'ClawPowers contributors'
  CompanyName          = 'ClawPowers contributors'
  Copyright            = 'Copyright (c) ClawPowers contributors'
  Description          = 'Twenty skills for coding agents, a memory that outlives the session, a record of how every use of a skill went, and feedback on it with honest statistics: one SQLite file, as objects in a pipeline.'

  PowerShellVersion    = '7.4'
  CompatiblePSEditions = @('Core')

  FormatsToProcess     = @('ClawPowers.Format.ps1xml')

  CmdletsToExport      = @(
    'Initialize-ClawStore'
    'Get-ClawStatus'
    'Test-ClawStore'
    'Backup-ClawStore'
    'Restore-ClawStore'
    'Import-ClawStore'
    'Export-ClawStore'

    'Get-ClawState'
    'Set-ClawState'
    'Add-ClawState'
    'Step-ClawState'
    'Test-ClawState'
    'Remove-ClawState'
    'Find-ClawState'
    'Undo-ClawState'
    'Get-ClawStateHistory'
    'Clear-ClawStateHistory'

    'Add-ClawMetric'
    'Get-ClawMetric'
    'Set-ClawMetric'
    'Remove-ClawMetric'
    'Measure-ClawMetric'
    'Measure-ClawSkill'

    'Test-ClawSkill'
    'Repair-ClawSkill'
    'ConvertTo-ClawSarif'

    'Invoke-ClawFeedback'
    'Get-ClawRecommendation'
    'Approve-ClawRecommendation'
    'Deny-ClawRecommendation'

    'Get-ClawPlan'

    'New-ClawWorktree'
    'Get-ClawWorktree'
    'Remove-ClawWorktree'

    'Get-ClawSkill'
    'Find-ClawSkill'
    'New-ClawSkill'
    'Install-ClawSkill'
    'Update-ClawSkill'
    'Uninstall-ClawSkill'

    'Test-ClawHook'
    'Get-ClawSessionContext'
    'Invoke-ClawHook'
    'Register-ClawHook'
    'Get-ClawHook'
    'Unregister-ClawHook'
    'Enable-ClawPowers'
    'Disable-ClawPowers'

    'Invoke-ClawVerification'
    'Measure-ClawVerification'

    'Get-ClawTask'
    'Start-ClawTask'
    'Complete-ClawTask'

    'Test-ClawWorktree'
    'Find-ClawReviewer'
    'Import-ClawPlan'
    'Test-ClawPlan'
    'Remove-ClawPlan'
  )
  FunctionsToExport    = @()
  AliasesToExport      = @()
  VariablesToExport    = @()

  PrivateData          = @{
    PSData = @{
      Tags         = @('agent', 'memory', 'skills', 'sqlite', 'state', 'Windows', 'Linux', 'MacOS')
      LicenseUri   = 'https://github.com/clawpowers/clawpowers-powershell/blob/main/LICENSE'
      ProjectUri   = 'https://github.com/clawpowers/clawpowers-powershell'
      ReleaseNotes = 'https://github.com/clawpowers/clawpowers-powershell/blob/main/CHANGELOG.md'
    }
  }
}
