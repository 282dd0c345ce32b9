using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Core.Verification.Running;

/// <summary>Lets one process at a time verify a folder. Whoever dies lets go.</summary>
internal sealed class CheckoutLock : IDisposable
{
    private readonly FileStream _file;

    private CheckoutLock(FileStream file) => _file = file;

    /// <summary>Takes it at once, or not at all.</summary>
    /// <exception cref="ClawException"><c>VerificationRunning</c>: another process does.</exception>
    public static CheckoutLock Take(OutputFolder outputs, string folder)
    {
        string path = outputs.LockFile(FileLook.HashOf(Encoding.UTF8.GetBytes(folder))[..16]);
        try
        {
            return new CheckoutLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw VerificationErrors.Running(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw VerificationErrors.NotWritten(path, exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
