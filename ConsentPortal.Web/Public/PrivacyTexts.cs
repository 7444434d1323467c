using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Public;

/// <summary>The kinds of requests as people call them: keys of PublicTexts.</summary>
internal static class PrivacyTexts
{
    /// <summary>In the order in which they are offered.</summary>
    public static readonly IReadOnlyList<RequestKind> Kinds = [RequestKind.Get, RequestKind.Forget, RequestKind.Update, RequestKind.Object, RequestKind.Restrict];

    public static string Title(RequestKind kind) => kind switch
    {
        RequestKind.Get => "Get a copy of your data",
        RequestKind.Forget => "Have your data deleted",
        RequestKind.Update => "Have your data corrected",
        RequestKind.Object => "Object to marketing",
        _ => "Restrict the use of your data",
    };

    public static string Meaning(RequestKind kind) => kind switch
    {
        RequestKind.Get => "You get what we keep about you, to read and to take with you.",
        RequestKind.Forget => "We delete what no law makes us keep, and tell you what we keep and why.",
        RequestKind.Update => "You tell us what is wrong and what is right.",
        RequestKind.Object => "We stop at once, all marketing or one purpose. You need not show who you are.",
        _ => "We keep your data but do not use them, for example while something is in dispute.",
    };

    /// <summary>The label of an identifying field, and what browsers may fill in.</summary>
    public static (string Label, string Type, string Autocomplete) Field(string code) => code switch
    {
        AskedField.Email => ("Email address", "email", "email"),
        AskedField.Phone => ("Phone number", "tel", "tel"),
        AskedField.FirstName => ("First name", "text", "given-name"),
        AskedField.LastName => ("Last name", "text", "family-name"),
        UpdateFields.JobTitle => ("Job title", "text", "organization-title"),
        _ => ("Customer number", "text", "off"),
    };
}
