using System.Security.Cryptography;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Plans.Importing;

/// <summary>A plan file as it was read.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Text">Its text.</param>
/// <param name="Hash">The SHA-256 of its bytes in hexadecimal.</param>
/// <param name="Document">What it says.</param>
internal sealed record PlanFile(string Path, string Text, string Hash, PlanDocument Document)
{
    /// <summary>The longest file that is read: ten thousand tasks with a hundred needs each.</summary>
    public const int MaximumBytes = 16 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ClawException"><c>PlanFileNotFound</c>, <c>PlanFileUnreadable</c>, <c>PlanNotValid</c>: it is too long to be looked at.</exception>
    public static PlanFile Read(string path)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path))
            {
                throw PlanErrors.FileNotFound(path);
            }

            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
            {
                throw PlanErrors.FileTooLong(path, stream.Length, MaximumBytes);
            }

            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw PlanErrors.FileUnreadable(path, exception);
        }

        DocumentText text = DocumentText.Decode(bytes);
        PlanDocument document = PlanDocument.Parse(text.Text, path);
        if (text.Flaw is { } flaw)
        {
            document = document with
            {
                Problems =
                [
                    new PlanProblem { Plan = document.Name, Kind = PlanProblemKind.Unreadable, Severity = PlanProblemSeverity.Error, Line = flaw.Line, Message = flaw.Message },
                    .. document.Problems,
                ],
            };
        }

        return new PlanFile(path, text.Text, Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant(), document);
    }

    /// <summary>Refuses a text that holds what looks like a secret.</summary>
    /// <exception cref="ClawException"><c>SecretInValue</c>, naming the first line.</exception>
    public void RefuseSecrets()
    {
        if (SecretScanner.Find(Text) is null)
        {
            return;
        }

        (string rule, Range range) = SecretScanner.FindAll(Text).MinBy(static found => found.Range.Start.Value);
        throw PlanErrors.SecretInFile($"'{Path}'", 1 + Text.AsSpan(0, range.Start.Value).Count('\n'), rule);
    }
}
