using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>Something about a person changed; old and new values lie in the erasable side row of the audit entry.</summary>
public sealed record ContactEvent(string Kind, string SubjectId) : PortalEvent(Kind, "contact", SubjectId)
{
    public static ContactEvent Of(string kind, Contact contact, IReadOnlyList<Change> changes)
        => new(kind, contact.Id.ToString()) { SubjectName = contact.Name, Changes = changes };
}

/// <summary>Something about a company changed.</summary>
public sealed record AccountEvent(string Kind, string SubjectId) : PortalEvent(Kind, "account", SubjectId);
