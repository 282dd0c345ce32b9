namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Cmdlets that PowerShell has on Windows alone, so that a skill is judged alike everywhere.</summary>
internal static class WindowsCommands
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Get-Acl", "Set-Acl", "Get-AuthenticodeSignature", "Set-AuthenticodeSignature", "New-FileCatalog", "Test-FileCatalog",
        "Get-Service", "Set-Service", "New-Service", "Remove-Service", "Start-Service", "Stop-Service", "Restart-Service", "Suspend-Service", "Resume-Service",
        "Get-CimInstance", "Invoke-CimMethod", "New-CimInstance", "New-CimSession", "Get-CimClass", "Get-WinEvent", "New-WinEvent", "Get-Counter",
        "Get-ComputerInfo", "Get-HotFix", "Set-TimeZone", "Rename-Computer", "Clear-RecycleBin", "Get-Clipboard", "Set-Clipboard", "Out-GridView", "Out-Printer",
        "Get-WSManInstance", "Test-WSMan", "Get-LocalUser", "Get-LocalGroup", "Get-NetTCPConnection", "Get-NetIPAddress", "Resolve-DnsName", "Test-NetConnection",
        "Get-ScheduledTask", "Register-ScheduledTask", "Expand-WindowsImage", "Get-Volume", "Get-Disk", "Get-Partition",
    };

    public static bool Contains(string name) => Names.Contains(name);
}
