using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.Consent;

/// <summary>Asks an address by mail to confirm an opt-in (double opt-in). Only ever after an act of the person: their own form, or what
/// staff wrote down for them; so an earlier opt-out of the address does not forbid the question, a dead or forbidden address does.</summary>
public sealed class ConfirmationRequests(IdSource ids, SendEmail mail, ConfirmationLetters letters, Rulebooks rulebooks, IConfiguration configuration)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>How long a confirmation link works: <c>ConsentPortal__DoubleOptIn__Days</c>, 1 to 28, else 7.</summary>
    public TimeSpan Life { get; } = int.TryParse(configuration["ConsentPortal:DoubleOptIn:Days"], CultureInfo.InvariantCulture, out var days) ? TimeSpan.FromDays(Math.Clamp(days, 1, 28)) : ConsentRequest.DefaultLife;

    /// <summary>Stores the question and queues its mail in the transaction of the job that wrote the pending events: call it inside
    /// <see cref="WriteQueue.RunAsync"/>, after <see cref="ConsentLedger.WriteAsync"/>.</summary>
    public async ValueTask<AskOutcome> AskAsync(WriteSession session, ConfirmationAsk ask, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var point = await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == ask.Asked, ct);
        if (point is not { Channel: Channel.Email, Address: { } address } || await IsForbiddenAsync(db, point, ct))
        {
            return AskOutcome.Unreachable;
        }

        var since = session.Now - Day;
        if (await db.Set<ConsentRequest>().CountAsync(r => (r.AskedPointId == point.Id || (r.PointId == point.Id && r.AskedPointId == Id<ContactPoint>.None)) && r.RequestedAt > since, ct) >= ConsentRequest.MaxPerDay)
        {
            return AskOutcome.TooMany;
        }

        ask = await WordedAsync(ask, ct);
        var (token, hash) = SecretToken.New();
        var request = Make(ask, hash, session.Now);
        var letter = await letters.WriteAsync(db, ask, new(address, token, request.ExpiresAt), ct);
        if (!letter.Ok)
        {
            return AskOutcome.NoImprint;
        }

        if (!mail.Add(db, letter.Value).Ok)
        {
            return AskOutcome.Unreachable;
        }

        db.Add(request);
        await db.SaveChangesAsync(ct);
        return AskOutcome.Sent;
    }

    // what the person was shown goes before what was published since
    private async ValueTask<ConfirmationAsk> WordedAsync(ConfirmationAsk ask, CancellationToken ct)
    {
        var rules = await rulebooks.RecentAsync(ct);
        return ask with { Items = [.. ask.Items.Select(i => i with { Wording = i.Wording ?? rules.Wordings.InForce(i.Purpose, i.Topic, ask.Language) })] };
    }

    /// <summary>The question without its mail, not stored yet.</summary>
    internal async ValueTask<ConsentRequest> MakeAsync(ConfirmationAsk ask, byte[] hash, DateTimeOffset now, CancellationToken ct) => Make(await WordedAsync(ask, ct), hash, now);

    /// <summary>The same under the words that stood beside the box, where nothing else shows any: a code by text message says none.</summary>
    internal ConsentRequest MakeAsShown(ConfirmationAsk ask, byte[] hash, DateTimeOffset now) => Make(ask, hash, now);

    private ConsentRequest Make(ConfirmationAsk ask, byte[] hash, DateTimeOffset now)
    {
        var (id, renews) = (ids.Next<ConsentRequest>(), ask.Kind == ConsentRequestKind.Renewal);
        return new()
        {
            Id = id, TokenHash = hash, PointId = ask.PointId, ProfileId = ask.Profile.Id, Language = ask.Language,
            Kind = ask.Kind, RunId = ask.RunId, Wording = ConfirmationLetters.Wording(ask), WordingVersion = renews ? RenewalMail.Version : ConfirmationMail.Version,
            RequestedAt = now, ExpiresAt = now + (ask.Life ?? (renews ? ConsentRequest.RenewalLife : Life)),
            LevelContactId = ask.Level?.ContactId ?? default, LevelFrom = ask.Level?.From, LevelWanted = ask.Level?.Wanted,
            AskedPointId = ask.AskedPointId, PersonId = ask.PersonId, RemindAt = ask.ReminderDays is { } days ? now + TimeSpan.FromDays(days) : null,
            Items = [.. ask.Items.Select(i => new ConsentRequestItem
            {
                Id = ids.Next<ConsentRequestItem>(), RequestId = id, PurposeId = i.Purpose.Id, TopicId = i.Topic?.Id ?? default, ContactId = i.ContactId, EventId = i.EventId,
                WordingVersion = i.Wording?.Version ?? "",
            })],
        };
    }

    /// <summary>Nothing at all may be sent there (hard bounce, legal order).</summary>
    internal static Task<bool> IsForbiddenAsync(PortalDb db, ContactPoint point, CancellationToken ct)
        => db.Set<Suppression>().AnyAsync(s => s.KeyHash == point.KeyHash && s.Scope == SuppressionScope.Address && s.Until == null, ct);
}
