using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>A suppression was added or lifted (<c>suppression.added</c>, <c>suppression.lifted</c>). The audit names the masked address only.</summary>
public sealed record SuppressionEvent(string Kind, string SubjectId) : PortalEvent(Kind, "suppression", SubjectId)
{
    public const string Added = "suppression.added", Lifted = "suppression.lifted";

    public override bool IsPublic => true;
}
