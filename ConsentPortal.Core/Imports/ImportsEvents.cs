using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Something happened to an import: <c>import.uploaded</c>, <c>.started</c>, <c>.cancelled</c>, <c>.finished</c> …</summary>
public sealed record ImportEvent(string Kind, string SubjectId) : PortalEvent(Kind, "import", SubjectId)
{
    internal static ImportEvent Of(ImportJob job, string kind, IReadOnlyList<Change>? changes = null)
        => new(kind, job.Id.ToString()) { SubjectName = job.FileName, Changes = changes ?? [] };
}
