namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>What a sample shows.</summary>
internal enum SampleKind
{
    Check,
    Record,
    Links,
    Feed,
    Webhook,
}

/// <summary>In which language.</summary>
internal enum SampleLanguage
{
    Curl,
    CSharp,
    JavaScript,
}

/// <summary>What is filled into a sample. Never a key: that comes from the environment of whoever runs it.</summary>
/// <param name="Portal">The portal's address without a slash at its end.</param>
/// <param name="Profile">Code of a profile that the application sends under.</param>
/// <param name="Purpose">Code of a commercial purpose of that profile.</param>
internal sealed record SampleValues(string Portal, string Profile, string Purpose);

/// <summary>Pieces of code to copy: complete, and failing closed.</summary>
internal static class SampleTexts
{
    public static string Of(SampleKind kind, SampleLanguage language, SampleValues values) => language switch
    {
        SampleLanguage.Curl => CurlSamples.Of(kind, values),
        SampleLanguage.CSharp => CSharpSamples.Of(kind, values),
        _ => JavaScriptSamples.Of(kind, values),
    };
}
