@{
  Severity     = @('Error', 'Warning')
  IncludeRules = @('*')
  ExcludeRules = @(
    # .editorconfig asks for UTF-8 without BOM, which PowerShell 7 reads as UTF-8
    'PSUseBOMForUnicodeEncodedFile'
  )
}
