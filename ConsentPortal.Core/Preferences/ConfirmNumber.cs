using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The code that a number got is typed in: from now on what the form ticked for that number counts.</summary>
public sealed class ConfirmNumber(IDbContextFactory<PortalDb> databases, WriteQueue queue, CheckAddressCode check, Rulebooks rulebooks, NumberWriter writer)
{
    /// <param name="Token">Of the answer to the form.</param>
    public sealed record Command(string Token, string Code, Visitor Visitor);

    /// <summary>What was confirmed.</summary>
    public sealed record View(ComplianceProfile Profile, Id<ContactPoint> PointId, IReadOnlyList<AskedItem> Items);

    /// <summary>A code that is wrong, used or too old and a token that is nobody's are answered the same.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var form = await FindAsync(command.Token, ct);
        var number = form?.NumberPointId ?? default;
        var proof = await check.RunAsync(new(number, command.Code, SubscriptionWriter.CodeUse), actor, ct);
        if (!proof.Ok)
        {
            return proof.Problem!;
        }

        var rules = await rulebooks.FreshAsync(ct);
        return rules.Profile(form!.ProfileId) is not { } profile ? Problem.NotFound("There is no such profile.")
            : new View(profile, number, await queue.RunAsync(session => writer.WriteAsync(session, form, profile, rules, command.Visitor, ct), ct: ct));
    }

    private async Task<Subscription?> FindAsync(string token, CancellationToken ct)
    {
        var hash = SecretToken.Hash(token);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<Subscription>().AsNoTracking().FirstOrDefaultAsync(s => s.TokenHash == hash, ct);
    }
}

/// <summary>Writes the opt-ins of a number that is proved, and gives it to the person of the form.</summary>
public sealed class NumberWriter(ConsentLedger ledger, RequestedPeople people)
{
    internal async ValueTask<IReadOnlyList<AskedItem>> WriteAsync(WriteSession session, Subscription form, ComplianceProfile profile, Rulebook rules, Visitor visitor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        var points = new Dictionary<Channel, Id<ContactPoint>> { [Channel.Sms] = form.SmsPointId, [Channel.Voice] = form.VoicePointId }.Where(p => !p.Value.IsNone).ToDictionary(p => p.Key, p => p.Value);
        var person = await RequestedPeople.FindAsync(db, form.PersonId, ct);
        Id<Contact> contact = default;
        foreach (var point in person is null ? [] : points.Values.ToList())
        {
            contact = await people.WriteAsync(session, person!, point, ct);
        }

        var ticks = SubscriptionWriter.Resolve(form, rules).Where(t => points.ContainsKey(t.Tick.Channel)).ToList();
        var drafts = points.ToDictionary(p => p.Key, p => new PointDraft { Id = p.Value });
        var results = await ledger.WriteAsync(session, ticks.ConvertAll(t => Proposal(form, profile, t, drafts[t.Tick.Channel], visitor, session.Now) with { ContactId = contact }), ct);
        return [.. ticks.Zip(results).Select(t => new AskedItem(t.First.Purpose, t.First.Topic, contact, t.Second.EventId))];
    }

    private static ConsentProposal Proposal(Subscription form, ComplianceProfile profile, ResolvedTick tick, PointDraft point, Visitor visitor, DateTimeOffset now) => new()
    {
        Point = point, Profile = profile, Purpose = tick.Purpose, Topic = tick.Topic, Status = ConsentStatus.OptedIn, ConfirmedAt = now, Action = ConsentAction.Confirmed, Source = "confirmation",
        ActorKind = ActorKind.Subject, PreferenceCenterVersion = form.PageVersion, ReoptIn = ReoptIn.NewerAct, LiftsSuppression = true,
        Evidence = visitor.Saw(tick.Shown),
    };
}
