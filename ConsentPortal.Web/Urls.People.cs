using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web;

// people who may be one: duplicates, merging, parting
public static partial class Urls
{
    public const string Duplicates = "/contacts/duplicates";
    public const string DuplicatesByName = "/contacts/duplicates?by=name";

    public const string NewPeopleImport = "/imports/new?kind=contacts";
    public const string PeopleUpload = "/imports/upload?kind=contacts";

    /// <summary>The possible duplicates of one person.</summary>
    public static string Merge(Id<Contact> id) => $"{Contacts}/{id}/merge";

    /// <summary>Two records side by side; the first one stays.</summary>
    public static string MergeWith(Id<Contact> survivor, Id<Contact> merged) => $"{Merge(survivor)}?with={merged}";

    /// <summary>The page of the survivor, for who followed a link to a record that was merged into it.</summary>
    public static string MergedContact(Id<Contact> survivor, string? tab, Id<Contact> merged) => $"{Contact(survivor, tab)}?merged={merged}";

    public static string PartMerge(Id<Contact> survivor, Id<ContactMerge> merge) => $"{Contacts}/{survivor}/merges/{merge}";
}
