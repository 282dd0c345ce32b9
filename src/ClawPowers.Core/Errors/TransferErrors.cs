using System.Globalization;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which moving a store in or out can fail, each with its id and its sentence.</summary>
internal static class TransferErrors
{
    public static ClawException SourceNotFound(string path) => new(
        "ImportSourceNotFound",
        ClawErrorKind.NotFound,
        $"There is nothing at '{path}'. Give the home folder of clawpowers 1.0.0, or a file that Export-ClawStore made.",
        path);

    public static ClawException NoHome(string folder) => new(
        "ImportSourceNotFound",
        ClawErrorKind.NotFound,
        $"The folder '{folder}' is no home of clawpowers 1.0.0: it has neither a folder 'state' nor a folder 'metrics'. Give the path of one, or of a file that Export-ClawStore made.",
        folder);

    public static ClawException FormatUnknown(string path, string reason) => new(
        "ImportFormatUnknown",
        ClawErrorKind.InvalidArgument,
        $"'{path}' can't be imported: {reason}. Give the home folder of clawpowers 1.0.0 (it has a folder 'state' or 'metrics'), or a file that Export-ClawStore made. Nothing was imported.",
        path);

    public static ClawException FormatNewer(string path, long found, int known) => new(
        "ImportFormatNewer",
        ClawErrorKind.InvalidStore,
        string.Create(CultureInfo.InvariantCulture, $"'{path}' was exported by a later version of ClawPowers (format {found}; this one knows up to {known}). Nothing was imported. Update ClawPowers, then import it again."),
        path);

    public static ClawException LineInvalid(string path, long line, string reason, Exception? inner = null) => new(
        "ImportLineInvalid",
        ClawErrorKind.InvalidStore,
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{path}' can't be imported: {reason}. Nothing was imported. Mend or delete the line, or export again."),
        path,
        inner);

    public static ClawException ReadFailed(string path, Exception inner) => new(
        "ImportReadFailed",
        ClawErrorKind.Disk,
        $"'{path}' can't be read: {inner.Message} Nothing was imported.",
        path,
        inner);

    public static ClawException SeveralScopes(string path, IReadOnlyCollection<string> scopes) => new(
        "ImportScopeAmbiguous",
        ClawErrorKind.InvalidArgument,
        $"'{path}' holds {scopes.Count} scopes ({string.Join(", ", scopes.Take(3))}{(scopes.Count > 3 ? ", …" : string.Empty)}), which can't all go into one. Nothing was imported. Leave out the scope, so that each goes where it was, or export one scope alone.",
        path);

    public static ClawException FileExists(string path) => new(
        "ExportFileExists",
        ClawErrorKind.InvalidArgument,
        $"There is already something at '{path}'. Choose another path, or say -Force to replace that file.",
        path);

    public static ClawException IsDevice(string path) => new(
        "ExportFileExists",
        ClawErrorKind.InvalidArgument,
        $"'{path}' is a device, which an export would replace. Choose another path. The command line writes to standard output for '-'.",
        path);

    public static ClawException FolderMissing(string path) => new(
        "ExportFolderNotFound",
        ClawErrorKind.NotFound,
        $"The folder of '{path}' does not exist. Make it first, or choose another path.",
        path);

    public static ClawException WriteFailed(string path, Exception inner) => new(
        "ExportFailed",
        ClawErrorKind.Disk,
        $"The export '{path}' could not be written: {inner.Message} The store itself is untouched.",
        path,
        inner);
}
