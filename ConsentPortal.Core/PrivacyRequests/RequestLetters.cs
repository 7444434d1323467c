using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>A mail to be written: its kind, and what fills the places that not every mail about a request has.</summary>
public sealed record RequestLetter(MailKind Kind, Action<MailValues>? With = null)
{
    /// <summary>Where the submission is already erased: where to; null = to the address that was submitted.</summary>
    public string? To { get; init; }

    /// <summary>The keyed hash of that address where it is another than the one of the request.</summary>
    public byte[]? KeyHash { get; init; }
}

/// <summary>Writes the mails about requests to the person, and queues them in the save of what they tell of.</summary>
public sealed class RequestLetters(MailWriter writer, SendEmail mail, Rulebooks rulebooks, RequestLinks links, SentLetters sent)
{
    /// <summary>Queues it. False where there is no mail address, or one to which nothing at all may be sent.</summary>
    public async ValueTask<bool> AddAsync(PortalDb db, PrivacyRequest request, RequestLetter letter, CancellationToken ct)
    {
        var hash = letter.KeyHash ?? request.KeyHash;
        if ((letter.To ?? await AddressAsync(db, request, ct)) is not { Length: > 0 } to || await db.Set<Suppression>().AnyAsync(s => s.KeyHash == hash && s.Scope == SuppressionScope.Address && s.Until == null, ct)
            || await WriteAsync(db, request, letter, ct) is not { } written)
        {
            return false;
        }

        // so that an erasure of the address finds the mail
        var point = await db.Set<ContactPoint>().Where(p => p.KeyHash == hash && p.ErasedAt == null).Select(p => p.Id).FirstOrDefaultAsync(ct);
        var queued = mail.Add(db, new(letter.Kind.Code, to, written.Subject, written.Body, point.Value));
        if (queued.Ok)
        {
            sent.Add(db, request, queued.Value);
        }

        return queued.Ok;
    }

    /// <summary>The mail as it will be read; null where the profile is gone.</summary>
    public async ValueTask<Letter?> WriteAsync(PortalDb db, PrivacyRequest request, RequestLetter letter, CancellationToken ct)
    {
        if ((await rulebooks.RecentAsync(ct)).Profile(request.ProfileId) is not { } profile)
        {
            return null;
        }

        var values = new MailValues().With("number", ReaderLanguage.KeepOrder(request.Language, request.Number)).With("received", Day(request.Language, request.ReceivedOn)).With("link", links.To(profile, request.Id)).With("preferences", links.Preferences(profile))
            .With("remedies", MailTexts.In(request.Language, Remedies(profile))).With("term", request.DueOn is { } due ? [MailTexts.In(request.Language, "RequestTerm", Day(request.Language, due))] : []);
        letter.With?.Invoke(values);
        return await writer.WriteAsync(db, letter.Kind, ConfirmationMail.From(profile), request.Language, values, ct);
    }

    // what somebody may do who was refused hangs on the law (GDPR art. 12(4); the appeal of the other US states)
    private static string Remedies(ComplianceProfile profile) => profile.RegimeCode is "ccpa" or "us-state" ? $"RequestRemedies_{profile.RegimeCode}" : "RequestRemedies";

    /// <summary>The mail address that was submitted; null where there was none, or it was erased.</summary>
    internal static async Task<string?> AddressAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
        => Submission.FromJson(await db.Set<SideRow>().AsNoTracking().Where(r => r.Id == request.SubmissionId).Select(r => r.Content).FirstOrDefaultAsync(ct))?.Email;

    internal static string Day(string language, DateOnly day) => MailTexts.Day(language, new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
}
