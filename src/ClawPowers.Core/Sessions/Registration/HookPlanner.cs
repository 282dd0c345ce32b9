using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration.Files;

namespace ClawPowers.Core.Sessions.Registration;

/// <summary>What is to happen with one target: the record, and the changes of files, in their order.</summary>
internal sealed record TargetPlan(ClawHook Hook, IReadOnlyList<FileChange> Changes);

/// <summary>Looks at files and says what has to be changed in them. Changes nothing.</summary>
/// <param name="context">Whose.</param>
/// <param name="notes">What was taken down.</param>
internal sealed class HookPlanner(ClawContext context, HookNotes notes)
{
    /// <summary>The folder of the scripts that hooks run, and of what is taken down about them.</summary>
    public static string Folder(ClawContext context) => Path.GetDirectoryName(Path.GetFullPath(HookCommand.StarterPath, context.HomeDirectory))!;

    /// <summary>Where the copy of a file is kept.</summary>
    public static string BackupOf(ClawContext context, string real) => Path.Combine(Folder(context), "backups", HookDisk.BackupName(real));

    /// <summary>How a hook stands.</summary>
    /// <exception cref="ClawException">Its file can't be read.</exception>
    public ClawHook Look(HookPlace place)
    {
        (string real, _, FileLook look) = Read(place, place.Hook);
        bool allows = place.Rules.WithHook.Count > 0 && look.Rules is HookState.Registered;
        foreach (HookFile rules in place.Rules.Files)
        {
            allows |= Read(place, rules).Look.Rules is HookState.Registered;
        }

        string? message = look.Message;
        HookState state = look.Hook;
        if (state is HookState.Registered && StarterFault() is { } fault)
        {
            (state, message) = (HookState.Outdated, Join(message, fault));
        }

        return Record(place, state, look.Command) with { AllowsCommands = allows, Backup = ExistingBackup(real), Message = message, IsDone = true };
    }

    /// <summary>What it takes to register a hook.</summary>
    /// <exception cref="ClawException">It can't be registered.</exception>
    public TargetPlan Register(HookPlace place, bool allowCommands)
    {
        List<FileChange> changes = [];
        FileLook look = Add(place.Hook);
        bool allows = place.Rules.WithHook.Count > 0 && (allowCommands || look.Rules is HookState.Registered);
        foreach (HookFile rules in allowCommands ? place.Rules.Files : [])
        {
            _ = Add(rules);
            allows = true;
        }

        ClawHook hook = Record(place, HookState.Registered, HookText(place)) with
        {
            AllowsCommands = allows,
            Backup = changes[0].Copies is true || ExistingBackup(changes[0].Real) is not null ? BackupOf(context, changes[0].Real) : null,
            Message = Join(look.Message, place.Advice, Shared(place), allowCommands ? place.Rules.None : null),
        };
        return new TargetPlan(hook, changes);

        FileLook Add(HookFile file)
        {
            (string real, byte[]? before, FileLook now) = Read(place, file);

            // Of what is there already, only what was taken down then is known. A rule of which nothing was taken down is the user's own.
            bool isOurs = now.Hook is not HookState.Absent || (now.Rules is not HookState.Absent && notes.Of(real) is not null);
            FileNote? known = isOurs ? notes.Of(real)?.Copy() : NewNote(real, before);
            byte[] after = file.Register(before, known ?? new FileNote { Existed = true }, allowCommands);
            var change = new FileChange(file.Path, real, before, after, known, before is null || isOurs ? null : true);
            if (!change.IsNothing)
            {
                HookDisk.CheckWritable(real);
            }

            changes.Add(change);
            return now;
        }
    }

    /// <summary>What it takes to remove a hook and its rules.</summary>
    /// <exception cref="ClawException">It can't be removed.</exception>
    public TargetPlan Unregister(HookPlace place)
    {
        List<FileChange> changes = [.. place.Files.Select(file => Removal(file, HookDisk.Real(file.Path, place.Within)))];
        string? message = changes.Exists(static change => change.Copies is true)
            ? $"It had been changed, so a copy is kept: {string.Join(", ", changes.Where(static change => change.Copies is true).Select(change => BackupOf(context, change.Real)))}."
            : null;
        return new TargetPlan(Record(place, HookState.Absent, command: null) with { Message = message }, changes);
    }

    /// <summary>What it takes that the script is there which every hook runs.</summary>
    /// <exception cref="ClawException">It can't be had.</exception>
    public FileChange StarterInstall()
    {
        HookFile starter = HookSources.Starter(context);
        string real = HookDisk.Real(starter.Path, within: null);
        byte[]? before = HookDisk.Read(real);
        FileNote note = notes.Of(real)?.Copy() ?? NewNote(real, before);
        byte[] after = starter.Register(before, note, allowCommands: false);
        return new FileChange(starter.Path, real, before, after, note, before is not null && notes.Of(real) is null ? true : null);
    }

    /// <summary>What it takes that this script is gone.</summary>
    public FileChange StarterRemoval()
    {
        HookFile starter = HookSources.Starter(context);
        return Removal(starter, HookDisk.Real(starter.Path, within: null));
    }

    private FileChange Removal(HookFile file, string real)
    {
        byte[]? before = HookDisk.Read(real);
        FileNote? note = notes.Of(real);
        if (before is null)
        {
            return new FileChange(file.Path, real, Before: null, After: null, Note: null, Copies: null);
        }

        byte[]? after = file.Unregister(before, note);
        var change = new FileChange(file.Path, real, before, after, Note: null, file.IsEdited(before, note) ? true : null);
        if (change.IsNothing)
        {
            return change with { Copies = null };
        }

        HookDisk.CheckWritable(real);
        return change;
    }

    private static (string Real, byte[]? Bytes, FileLook Look) Read(HookPlace place, HookFile file)
    {
        string real = HookDisk.Real(file.Path, place.Within);
        byte[]? bytes = HookDisk.Read(real);
        return (real, bytes, file.Look(bytes));
    }

    private static FileNote NewNote(string real, byte[]? before)
    {
        var note = new FileNote { Existed = before is not null };
        note.Folders.AddRange(HookDisk.MissingFolders(real));
        return note;
    }

    private string? ExistingBackup(string real) => BackupOf(context, real) is var backup && File.Exists(backup) ? backup : null;

    // A hook whose script is missing does nothing, and one whose script is old may do less.
    private string? StarterFault()
    {
        HookFile starter = HookSources.Starter(context);
        try
        {
            return starter.Look(HookDisk.Read(starter.Path)).Hook switch
            {
                HookState.Registered => null,
                HookState.Absent => $"'{starter.Path}', which it runs, is missing.",
                _ => $"'{starter.Path}', which it runs, is of another version.",
            };
        }
        catch (ClawException exception) when (exception.ErrorId == "HookSourceMissing")
        {
            return File.Exists(starter.Path) ? null : $"'{starter.Path}', which it runs, is missing.";
        }
        catch (ClawException exception)
        {
            return exception.Message;
        }
    }

    private static string HookText(HookPlace place) =>
        place.Target is HookTarget.Profile ? ProfileFile.Command : HookCommand.For((ClawAgent)place.Target);

    private static string? Shared(HookPlace place) => place.AlsoReadBy.Count == 0 ? null
        : $"{string.Join(" and ", place.AlsoReadBy.Select(static agent => AgentDefinition.Of(agent).DisplayName))} may run this hook too. It gives another agent nothing, so that no session gets the context twice; register that agent by itself.";

    private static ClawHook Record(HookPlace place, HookState state, string? command) => new()
    {
        Target = place.Target,
        Scope = place.Scope,
        Path = place.Hook.Path,
        State = state,
        Command = command,
        AlsoReadBy = place.AlsoReadBy,
        IsDone = false,
    };

    private static string? Join(params string?[] texts) =>
        string.Join(' ', texts.Where(static text => !string.IsNullOrEmpty(text))) is { Length: > 0 } text ? text : null;
}
