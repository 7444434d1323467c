using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Something about a brand or one of its files.</summary>
public sealed record BrandEvent(string Kind, string SubjectId, string SubjectKind = BrandEvent.BrandSubject) : PortalEvent(Kind, SubjectKind, SubjectId)
{
    public const string BrandSubject = "brand";
    public const string FileSubject = "brandFile";
}

/// <summary>Their names in the audit trail.</summary>
public static class BrandEvents
{
    public const string FileUploaded = "brand_file.uploaded";
    public const string Added = "brand.added";
    public const string Edited = "brand.edited";
    public const string Retired = "brand.retired";
    public const string Reactivated = "brand.reactivated";
}
