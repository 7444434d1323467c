using System.Globalization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Contacts;

/// <summary>Something about an own field: its definition changed, or sensitive values of it were read (never the values).</summary>
public sealed record ContactFieldEvent(string Kind, string SubjectKind, string SubjectId) : PortalEvent(Kind, SubjectKind, SubjectId)
{
    public const string Added = "contact_field.added", Edited = "contact_field.edited", Retired = "contact_field.retired", Restored = "contact_field.restored", Moved = "contact_field.moved", Read = "contact_field.read";

    internal static ContactFieldEvent Of(string kind, ContactFieldDefinition field, ChangeList changes)
        => new(kind, "contactField", field.Id.ToString()) { SubjectName = field.Label, Changes = changes.Items };

    /// <summary>Sensitive fields of one person were shown or handed out.</summary>
    internal static ContactFieldEvent ReadOf(Id<Contact> contact, string name, IEnumerable<string> labels)
        => ReadIn("contact", contact.ToString(), name, labels);

    /// <summary>The same in something else that holds such values, as a privacy request does.</summary>
    internal static ContactFieldEvent ReadIn(string subjectKind, string subjectId, string name, IEnumerable<string> labels)
        => new(Read, subjectKind, subjectId) { SubjectName = name, Changes = [.. labels.Select(l => new Change("field", null, l))] };

    /// <summary>A sensitive field of many people was handed out in one answer or file.</summary>
    internal static ContactFieldEvent ReadOfMany(FindContactFields.Row field, long people)
        => new(Read, "contactField", field.Id.ToString()) { SubjectName = field.Label, Changes = [new("people", null, people.ToString(CultureInfo.InvariantCulture))] };
}
