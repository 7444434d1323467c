using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Public;

/// <summary>The question and the verb behind the forms of requests, for a profile by its code or by the link of a preference center.</summary>
internal sealed class PrivacyVisit(ReadPrivacyPage read, SubmitRequest submit, Rulebooks rulebooks, PreferenceLinks links)
{
    public async Task<(ReadPrivacyPage.View View, string? Masked)?> OpenAsync(string profile, RequestKind kind, PreferenceLink? link, CancellationToken ct)
    {
        var code = link is null ? profile : (await rulebooks.RecentAsync(ct)).Profile(link.Profile)?.Code ?? "";
        return await read.RunAsync(code, kind, ct) is { } view ? (view, link is null ? null : await read.MaskedAsync(link.PointId, ct)) : null;
    }

    public Task<Outcome<Done>> SubmitAsync(PrivacyModel model, PrivacyEntry entry, NewRequestFile? file, string? token, CancellationToken ct)
    {
        var point = model.Masked is not null && links.TryRead(token ?? "", out var link) ? link.PointId : default;
        return submit.RunAsync(new(model.View.Profile.Code, model.Kind, entry.AsSubmission(), entry.OnBehalf, model.Page.Language) { PointId = point, File = file }, Actor.Subject, ct);
    }
}
