using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web;

public static partial class Urls
{
    /// <summary>What people can ask for under their rights.</summary>
    public static string Privacy(string profile) => $"/privacy/{profile}";

    public static string Privacy(string profile, RequestKind kind) => $"/privacy/{profile}/{Word.Of(kind)}";

    /// <summary>The same for the address of a preference center.</summary>
    public static string PrivacyOf(string token) => $"/u/{token}/privacy";

    public static string PrivacyOf(string token, RequestKind kind) => $"/u/{token}/privacy/{Word.Of(kind)}";

    /// <summary>Where staff say how a profile takes requests in.</summary>
    public static string PrivacyIntake(Id<ComplianceProfile> profile) => $"{Profiles}/{profile}/privacy";

    /// <summary>A file of a case, as a download.</summary>
    public static string RequestFile(Id<PrivacyRequest> request, Id<RequestFile> file) => $"{Requests}/{request}/files/{file}";
}
