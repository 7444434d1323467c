using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>What is to be written.</summary>
public sealed record ChoiceSave(PreferenceLink Link, ComplianceProfile Profile, IReadOnlyList<Choice> Off, IReadOnlyList<Choice> On, Visitor Visitor, IReadOnlyList<ScannerSign> Signs)
{
    /// <summary>The words that stood beside each choice, by its key.</summary>
    public IReadOnlyDictionary<string, ShownWording> Wordings { get; init; } = new Dictionary<string, ShownWording>(StringComparer.Ordinal);

    internal ShownWording Wording(Choice choice)
        => Wordings.GetValueOrDefault(choice.Key) ?? ChoiceWording.Built(Profile, choice.Purpose, choice.Topic, choice.Channel, Visitor.Language);

    /// <summary>What the browser's signal refuses and nobody wrote down yet.</summary>
    public IReadOnlyList<Choice> Signal { get; init; } = [];
}

/// <summary>What a save changed: the page shows it, the receipt keeps it.</summary>
/// <param name="Asked">What the address is asked to confirm.</param>
/// <param name="Ask">What became of the question; null when there was none.</param>
/// <param name="Offer">Null when nothing was written.</param>
public sealed record SavedChoices(IReadOnlyList<Choice> Off, IReadOnlyList<Choice> Asked, AskOutcome? Ask, MadeOffer? Offer)
{
    /// <summary>The save also stopped the address for every brand.</summary>
    public bool AllBrands { get; init; }

    /// <summary>Switched off because the browser asked so, not by a box.</summary>
    public IReadOnlyList<Choice> Signal { get; init; } = [];

    /// <summary>The end of the pause that the save began.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>What a number's code confirms, for the form that takes it; empty = no code was sent.</summary>
    public string NumberKey { get; init; } = "";

    public ChosenLevel? Level { get; init; }
}

/// <summary>Writes a reader's choices in one transaction: events, the question to the address, and what follows every save
/// (<see cref="SaveOffers"/>).</summary>
public sealed class ChoiceWriter(ConsentLedger ledger, ChoiceQuestions questions, SaveOffers offers)
{
    public const string Source = "preference-center";

    internal async ValueTask<SavedChoices> WriteAsync(WriteSession session, ChoiceSave save, CancellationToken ct)
    {
        Dictionary<Id<ContactPoint>, PointDraft> drafts = [];
        List<Choice> choices = [.. save.Off, .. save.On]; // the no first, so that a yes never counts by mistake
        var results = await ledger.WriteAsync(session, [.. choices.Select(c => Proposal(save, c, drafts)),
            .. save.Signal.Select(c => BrowserSignal.Proposal(save.Link, save.Profile, c, Draft(drafts, c), save.Visitor, save.Signs.Count > 0))], ct);
        List<Id<ConsentEvent>> events = [.. results.Where(r => r.Outcome is RecordOutcome.Recorded or RecordOutcome.Pending).Select(r => r.EventId)];
        var waiting = choices.Zip(results).Skip(save.Off.Count).Where(w => Waits(drafts[w.First.PointId], w.Second)).ToList();
        var ask = await questions.AskAsync(session, save, waiting, ct);
        Offering offering = new(save.Link, save.Profile, save.Visitor, save.Signs)
        {
            OtherPointId = drafts.Keys.FirstOrDefault(id => id != save.Link.PointId), Events = events,
            Off = language => [.. save.Off.Concat(save.Signal).Select(c => ChoiceWording.Name(c, language))],
        };
        return new(save.Off, [.. waiting.Select(w => w.First)], ask?.Outcome, await offers.MakeAsync(session, offering, ct)) { Signal = save.Signal, NumberKey = ask?.Key ?? "" };
    }

    /// <summary>One draft for each contact point of a save.</summary>
    internal static PointDraft Draft(Dictionary<Id<ContactPoint>, PointDraft> drafts, Choice choice)
        => drafts.TryGetValue(choice.PointId, out var known) ? known : drafts[choice.PointId] = new() { Id = choice.PointId };

    // pending now, or pending already: a second wish asks again
    internal static bool Waits(PointDraft point, RecordResult result) => result.Outcome == RecordOutcome.Pending
        || (result.Outcome == RecordOutcome.Unchanged && point.Records.Exists(r => r.EventId == result.EventId && r.Status == ConsentStatus.Pending));

    private static ConsentProposal Proposal(ChoiceSave save, Choice choice, Dictionary<Id<ContactPoint>, PointDraft> drafts)
    {
        var on = save.On.Contains(choice);
        return new()
        {
            Point = Draft(drafts, choice), Profile = save.Profile, Purpose = choice.Purpose, Topic = choice.Topic, ContactId = save.Link.ContactId,
            Status = on ? ConsentStatus.OptedIn : ConsentStatus.OptedOut, Action = ConsentAction.Ticked, Source = Source, ActorKind = ActorKind.Subject,
            Evidence = save.Visitor.Saw(save.Wording(choice)),
            PreferenceCenterVersion = ChoiceWording.PageOf(save.Visitor), MessageRefId = save.Link.MessageRefId, Doubtful = save.Signs.Count > 0,
            ReoptIn = on ? ReoptIn.NewerAct : ReoptIn.No, LacksConfirmation = on,
        };
    }
}
