using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <param name="Days">0 ends the pause.</param>
internal sealed record PauseSave(PreferenceLink Link, PreferenceView View, int Days, Visitor Visitor, IReadOnlyList<ScannerSign> Signs);

/// <summary>Writes a pause, or its end (a pause until now), as events that state no status.</summary>
public sealed class PauseWriter(ConsentLedger ledger, SaveOffers offers)
{
    /// <summary>The commercial purposes that can stop at all; a purpose's pause holds for its topics.</summary>
    internal static IEnumerable<Choice> Concerned(PreferenceView view) => view.Choices.Where(c => c is { Topic: null, Purpose.Type: PurposeType.Commercial });

    internal async ValueTask<SavedChoices> WriteAsync(WriteSession session, PauseSave save, CancellationToken ct)
    {
        var until = session.Now + TimeSpan.FromDays(save.Days);
        Dictionary<Id<ContactPoint>, PointDraft> drafts = [];
        var signal = BrowserSignal.Concerned(save.View, save.Visitor);
        var results = await ledger.WriteAsync(session, [.. Concerned(save.View).Select(c => Proposal(save, c, ChoiceWriter.Draft(drafts, c), until)),
            .. signal.Select(c => BrowserSignal.Proposal(save.Link, save.View.Profile, c, ChoiceWriter.Draft(drafts, c), save.Visitor, save.Signs.Count > 0))], ct);
        List<Id<ConsentEvent>> events = [.. results.Where(r => r.Outcome == RecordOutcome.Recorded).Select(r => r.EventId)];
        Offering offering = new(save.Link, save.View.Profile, save.Visitor, save.Signs)
        {
            OtherPointId = drafts.Keys.FirstOrDefault(id => id != save.Link.PointId), Events = events, PausedUntil = until, Off = language => [.. signal.Select(c => ChoiceWording.Name(c, language))],
        };
        return new([], [], null, await offers.MakeAsync(session, offering, ct)) { PausedUntil = save.Days > 0 ? until : null, Signal = signal };
    }

    private static ConsentProposal Proposal(PauseSave save, Choice choice, PointDraft point, DateTimeOffset until) => new()
    {
        Point = point, Profile = save.View.Profile, Purpose = choice.Purpose, ContactId = save.Link.ContactId, PausedUntil = until,
        Action = ConsentAction.Button, Source = ChoiceWriter.Source, Reason = save.Days > 0 ? FormattableString.Invariant($"pause_{save.Days}") : "pause_ended", ActorKind = ActorKind.Subject,
        Evidence = save.Visitor.Saw(), PreferenceCenterVersion = ChoiceWording.PageOf(save.Visitor), MessageRefId = save.Link.MessageRefId, Doubtful = save.Signs.Count > 0,
    };
}
