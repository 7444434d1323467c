using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Turns a sign-up form into pending opt-ins with their evidence, one mail for all ticks of the address, and a code to the number.
/// An address that must get nothing at all is not asked, and nothing is written for it.</summary>
public sealed class SubscriptionWriter(ConsentLedger ledger, ConfirmationRequests requests, SendAddressCode codes, LinkLetter letter, SubscriptionPoints points)
{
    public const string Source = "subscribe-page";

    /// <summary>What a code to a number is for.</summary>
    public const string CodeUse = "subscribe";

    internal async ValueTask WriteAsync(WriteSession session, Subscription form, Rulebook rules, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var person = points.Person(form, session.Now);
        if (rules.Profile(form.ProfileId) is { } profile)
        {
            db.Add(person);
            var page = await db.Set<SubscribePage>().AsNoTracking().FirstOrDefaultAsync(p => p.ProfileId == profile.Id, ct);
            var ticks = Resolve(form, rules);
            if (await points.OpenAsync(db, Channel.Email, form.Email, ct) is { } email)
            {
                await AskAsync(session, new(form, profile, person, page), email, [.. ticks.Where(t => !t.Tick.Channel.IsPhone())], ct);
            }

            await AskNumberAsync(session, form, profile, ticks, ct);
        }

        form.Take(person.Id, session.Now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Sends the number of a form its code, again if need be; does nothing where no number is asked.</summary>
    internal async ValueTask SendCodeAsync(WriteSession session, Subscription form, ComplianceProfile profile, CancellationToken ct)
    {
        if (!form.NumberPointId.IsNone)
        {
            await codes.SendAsync(session, new(form.NumberPointId, profile, form.Language, CodeUse), ct);
        }
    }

    private async ValueTask AskAsync(WriteSession session, SubscriptionAsk ask, PointDraft email, IReadOnlyList<ResolvedTick> ticks, CancellationToken ct)
    {
        var (form, profile, person, page) = ask;
        if (ticks.Count == 0)
        {
            return;
        }

        var results = await ledger.WriteAsync(session, [.. ticks.Select(t => Proposal(form, profile, t, email))], ct);
        var waiting = ticks.Zip(results).Where(w => ChoiceWriter.Waits(email, w.Second)).ToList();
        if (waiting.Count == 0)
        {
            await SayAlreadyAsync(session, form, profile, email, ct);
            return;
        }

        await requests.AskAsync(session, new(email.Id, profile, form.Language, [.. waiting.Select(w => new AskedItem(w.First.Purpose, w.First.Topic, default, w.Second.EventId) { Wording = w.First.Published })])
        {
            PersonId = person.Id, Life = TimeSpan.FromDays(page?.ConfirmDays ?? SubscribePage.DefaultDays), ReminderDays = page?.ReminderDays,
            AskedPointId = SubscriptionPoints.IsOwnGuardian(form) ? email.Id : default,
        }, ct);
    }

    // who has it all already is told so, with their link: an unanswered form would look broken
    private async ValueTask SayAlreadyAsync(WriteSession session, Subscription form, ComplianceProfile profile, PointDraft email, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        if (await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == email.Id, ct) is { } point)
        {
            await letter.SendAsync(session, point, profile, new(form.Language, Already: true), ct);
        }
    }

    private async ValueTask AskNumberAsync(WriteSession session, Subscription form, ComplianceProfile profile, IReadOnlyList<ResolvedTick> ticks, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        Dictionary<Channel, PointDraft> drafts = [];
        foreach (var channel in ticks.Select(t => t.Tick.Channel).Where(c => c.IsPhone()).Distinct())
        {
            if (await points.OpenAsync(db, channel, form.Phone, ct) is { } draft)
            {
                drafts[channel] = draft;
            }
        }

        var mine = ticks.Where(t => drafts.ContainsKey(t.Tick.Channel)).ToList();
        var results = await ledger.WriteAsync(session, mine.ConvertAll(t => Proposal(form, profile, t, drafts[t.Tick.Channel])), ct);
        if (mine.Zip(results).Any(w => ChoiceWriter.Waits(drafts[w.First.Tick.Channel], w.Second)))
        {
            Id<ContactPoint> Of(Channel channel) => drafts.TryGetValue(channel, out var draft) ? draft.Id : default;
            form.AskNumber(drafts.MinBy(d => d.Key).Value.Id, Of(Channel.Sms), Of(Channel.Voice));
            await SendCodeAsync(session, form, profile, ct);
        }
    }

    internal static IReadOnlyList<ResolvedTick> Resolve(Subscription form, Rulebook rules) =>
    [
        .. from tick in form.Ticks
           let purpose = rules.Purpose(new Id<Purpose>(tick.Purpose))
           let topic = rules.Topic(new Id<Topic>(tick.Topic))
           where purpose is not null && (tick.Topic == 0 || topic is not null)
           select new ResolvedTick(tick, purpose!, topic),
    ];

    private static ConsentProposal Proposal(Subscription form, ComplianceProfile profile, ResolvedTick tick, PointDraft point) => new()
    {
        Point = point, Profile = profile, Purpose = tick.Purpose, Topic = tick.Topic, Status = ConsentStatus.OptedIn, OccurredAt = form.At, Action = ConsentAction.Ticked, Source = Source,
        ActorKind = ActorKind.Subject, PreferenceCenterVersion = form.PageVersion, Doubtful = form.Doubtful, ReoptIn = ReoptIn.NewerAct, LacksConfirmation = true,
        Evidence = new Visitor(form.Language, form.Ip, form.UserAgent).Saw(tick.Shown),
    };
}

internal sealed record ResolvedTick(SubscriptionTick Tick, Purpose Purpose, Topic? Topic)
{
    public ShownWording Shown => new(Tick.Wording, Tick.Version, Tick.Language);

    /// <summary>The confirmation mail has a sentence of its own for what nobody published words for.</summary>
    public ShownWording? Published => Tick.Version == ChoiceWording.Version ? null : Shown;
}

internal sealed record SubscriptionAsk(Subscription Form, ComplianceProfile Profile, RequestedPerson Person, SubscribePage? Page);
