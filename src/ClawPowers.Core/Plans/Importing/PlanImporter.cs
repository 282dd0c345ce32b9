using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans.Checking;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Plans.Importing;

/// <summary>Reads a plan file and keeps it.</summary>
internal sealed class PlanImporter(ClawContext context, ScopeSelection scopes)
{
    public PlanImport Import(ImportPlanRequest request, CancellationToken cancellation)
    {
        // The file is read before anybody has to wait for the lock.
        string project = scopes.ForWriting(request.Scope, request.Project);
        var file = PlanFile.Read(Path.GetFullPath(request.Path, context.WorkingDirectory));
        PlanDocument document = request.Name is null ? file.Document : Renamed(file.Document, request.Name);
        if (!document.IsValid)
        {
            throw PlanErrors.NotValid($"'{file.Path}'", document.Problems);
        }

        if (!request.AllowSecret)
        {
            file.RefuseSecrets();
        }

        cancellation.ThrowIfCancellationRequested();
        var source = new PlanSource(project, PlanPaths.ToStored(file.Path, project), file.Path, file.Hash, IsWhole: true);
        PlanProblem[] errors = [.. PlanChecker.Check(StoredSubjects.Of(file) with { Document = document }).Problems.Where(static problem => problem.Severity == PlanProblemSeverity.Error)];
        PlanImport import = StoreTransaction.Run(context, request.Commit, transaction => PlanMerge.Into(transaction, document, source, request.Commit), cancellation);
        return import with { Problems = errors.Concat(import.Problems).ToArray() };
    }

    private static PlanDocument Renamed(PlanDocument document, string name) => PlanNames.Slug(name) is { Length: > 0 } slug
        ? document with { Name = slug, Problems = [.. document.Problems.Where(static problem => problem.Kind != PlanProblemKind.NoName).Select(problem => problem with { Plan = slug })] }
        : throw PlanErrors.InvalidName(name);
}
