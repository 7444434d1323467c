using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The fields of a person that a request can propose to change, beside own fields by their code.</summary>
public static class UpdateFields
{
    public const string FirstName = "firstName", LastName = "lastName", JobTitle = "jobTitle", Language = "language", Email = "email", Phone = "phone";

    /// <summary>In the order of forms.</summary>
    public static readonly IReadOnlyList<string> BuiltIn = [FirstName, LastName, JobTitle, Language, Email, Phone];

    /// <summary>Those that a person changes on their own pages, too.</summary>
    public static bool AtOnce(string field) => field is FirstName or LastName or Language;

    /// <summary>On which channels an address of it lies; empty = it is no address.</summary>
    internal static IReadOnlyList<Channel> Channels(string field) => field switch { Email => [Channel.Email], Phone => [Channel.Sms, Channel.Voice], _ => [] };

    internal static string Of(ContactFields fields, string field) => field switch
    {
        FirstName => fields.FirstName, LastName => fields.LastName, JobTitle => fields.JobTitle, Language => fields.Language, _ => "",
    };

    internal static ContactFields With(ContactFields fields, string field, string value) => field switch
    {
        FirstName => fields with { FirstName = value }, LastName => fields with { LastName = value }, JobTitle => fields with { JobTitle = value }, Language => fields with { Language = value }, _ => fields,
    };
}
