using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>One press: every commercial purpose of the profile is opted out on one channel of the link's address. Other channels, tracking and
/// service messages stay as they are. Works for an erased address and an inactive profile too, and for purposes that rest today.</summary>
public sealed class StopChannel(IDbContextFactory<PortalDb> databases, ReadPreferenceCenter center, Rulebooks rulebooks, ChannelWriter writer, AddressHasher hasher)
{
    public const string Reason = "channel";

    /// <param name="Signs">Why it looked like a mail scanner: done all the same, marked, and longer to be taken back.</param>
    public sealed record Command(PreferenceLink Link, Channel Channel, Visitor Visitor, IReadOnlyList<ScannerSign>? Signs = null);

    /// <summary>The link is the authority: it only refuses.</summary>
    public async Task<Outcome<SavedChoices>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        var (view, rules) = (await center.RunAsync(command.Link, ct), await rulebooks.FreshAsync(ct));
        List<ContactPoint> points;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            points = await LinkPoints.OfAsync(db, command.Link, hasher, ct);
        }

        if (view is null || LinkScope.Of(rules, command.Link) is not { } scope || (points.Count > 0 && !points.Exists(p => p.Channel == command.Channel)))
        {
            return Problem.NotFound("There is nothing to stop on this channel.");
        }

        ChannelStop stop = new(command, view, [.. scope.Advertising(rules)], points.Find(p => p.Channel == command.Channel)?.Id ?? command.Link.PointId);
        return await writer.RunAsync(stop);
    }

    /// <summary>What the press is about, on or off: a purpose's no stops its topics.</summary>
    /// <param name="channel">Null = on every channel of the link.</param>
    public static IEnumerable<Choice> Concerned(PreferenceView view, Channel? channel)
        => view.Choices.Where(c => c is { Topic: null, Always: false, Purpose.Type: PurposeType.Commercial } && (channel is null || c.Channel == channel));
}

/// <param name="PointId">The link's own point where the database has never heard of its address.</param>
internal sealed record ChannelStop(StopChannel.Command Command, PreferenceView View, IReadOnlyList<Purpose> Purposes, Id<ContactPoint> PointId);

/// <summary>Writes the stop of a channel in one transaction, and what the browser refuses besides.</summary>
public sealed class ChannelWriter(WriteQueue queue, ConsentLedger ledger, SaveOffers offers)
{
    internal Task<SavedChoices> RunAsync(ChannelStop stop) => queue.RunAsync(session => WriteAsync(session, stop, CancellationToken.None), ct: CancellationToken.None); // who hangs up is unsubscribed all the same

    private async ValueTask<SavedChoices> WriteAsync(WriteSession session, ChannelStop stop, CancellationToken ct)
    {
        var command = stop.Command;
        PointDraft draft = new() { Id = stop.PointId };
        var (signal, doubtful) = (BrowserSignal.Concerned(stop.View, command.Visitor), command.Signs is { Count: > 0 });
        var results = await ledger.WriteAsync(session, [.. stop.Purposes.Select(p => Proposal(stop, draft, p)),
            .. signal.Select(c => BrowserSignal.Proposal(command.Link, stop.View.Profile, c, c.PointId == draft.Id ? draft : new() { Id = c.PointId }, command.Visitor, doubtful))], ct);
        var stopped = stop.Purposes.Zip(results).Where(r => r.Second.Outcome == RecordOutcome.Recorded).Select(r => r.First).ToList();
        Offering offering = new(command.Link, stop.View.Profile, command.Visitor, command.Signs ?? [])
        {
            OtherPointId = stop.PointId != command.Link.PointId ? stop.PointId : default, Events = [.. results.Where(r => r.Outcome == RecordOutcome.Recorded).Select(r => r.EventId)],
            Off = language => [.. stopped.Select(p => p.Name.In(language)), .. signal.Select(c => ChoiceWording.Name(c, language))],
        };
        List<Choice> off = [.. StopChannel.Concerned(stop.View, command.Channel).Where(c => stopped.Exists(p => p.Id == c.Purpose.Id))];
        return new(off, [], null, await offers.MakeAsync(session, offering, ct)) { Signal = signal };
    }

    private static ConsentProposal Proposal(ChannelStop stop, PointDraft point, Purpose purpose) => new()
    {
        Point = point, Profile = stop.View.Profile, Purpose = purpose, ContactId = stop.Command.Link.ContactId, Status = ConsentStatus.OptedOut,
        Action = ConsentAction.Button, Source = ChoiceWriter.Source, Reason = StopChannel.Reason, ActorKind = ActorKind.Subject, Evidence = stop.Command.Visitor.Saw(),
        PreferenceCenterVersion = ChoiceWording.PageOf(stop.Command.Visitor), MessageRefId = stop.Command.Link.MessageRefId, Doubtful = stop.Command.Signs is { Count: > 0 },
    };
}
