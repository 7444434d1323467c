using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web;

/// <summary>The own fields of contacts.</summary>
public static partial class Urls
{
    public const string ContactFields = "/settings/contact-fields";
    public const string NewContactField = "/settings/contact-fields/new";

    public static string ContactField(Id<ContactFieldDefinition> id) => $"{ContactFields}/{id}";
}
