using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The link to the page of one request, and what an entered code gives for half an hour. Both are keyed and stand nowhere but in the person's mail and
/// forms: nothing in the database makes one.</summary>
public sealed class RequestLinks(AddressProofs proofs, PortalAddress address)
{
    private const string Page = "privacy-case";

    /// <summary>For so long after its end a request still has its page: to fetch what was sent, and to read what came of it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public static string Path(string token) => $"/privacy/case/{token}";

    public string Token(Id<PrivacyRequest> request) => proofs.Write(request.Value, Page, DateTimeOffset.MaxValue);

    public bool TryRead(string? token, DateTimeOffset now, out Id<PrivacyRequest> request)
    {
        var ours = proofs.TryReadOwner(token, Page, now, out var owner);
        request = new(owner);
        return ours;
    }

    /// <summary>The whole address, under the host of the profile's brand.</summary>
    public string To(ComplianceProfile profile, Id<PrivacyRequest> request) => address.Under(profile.Brand?.Host, Path(Token(request)));

    /// <summary>Where anybody has the link to their preferences and details sent: the same for people whom we know and whom we do not.</summary>
    public string Preferences(ComplianceProfile profile) => address.Under(profile.Brand?.Host, $"/preferences/{profile.Code}");

    /// <summary>Says that the right code was entered for this request and this use.</summary>
    public string Prove(Id<PrivacyRequest> request, RequestCodeUse use, DateTimeOffset until) => proofs.Write(request.Value, UseOf(use), until);

    public bool IsProved(string? proof, Id<PrivacyRequest> request, RequestCodeUse use, DateTimeOffset now)
        => proofs.TryReadOwner(proof, UseOf(use), now, out var owner) && owner == request.Value;

    private static string UseOf(RequestCodeUse use) => $"privacy-case-{Word.Of(use)}";
}
