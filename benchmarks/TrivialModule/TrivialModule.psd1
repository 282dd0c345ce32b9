@{
  RootModule           = 'TrivialModule.dll'
  ModuleVersion        = '1.0.0'
  GUID                 = '0b9f1f2e-5f1c-4a56-9a52-5c7f0f1f5a11'
  Author               = 'ClawPowers contributors'
  Description          = 'What an import costs at the least.'
  PowerShellVersion    = '7.4'
  CompatiblePSEditions = @('Core')
  CmdletsToExport      = @('Get-Trivial')
  FunctionsToExport    = @()
  AliasesToExport      = @()
  VariablesToExport    = @()
}
