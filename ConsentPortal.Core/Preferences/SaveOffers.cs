using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>What a save did, for the offer to take it back and for those who must be told.</summary>
internal sealed record Offering(PreferenceLink Link, ComplianceProfile Profile, Visitor Visitor, IReadOnlyList<ScannerSign> Signs)
{
    /// <summary>The other phone channel of the number; none for anything else.</summary>
    public Id<ContactPoint> OtherPointId { get; init; }

    public IReadOnlyList<Id<ConsentEvent>> Events { get; init; } = [];

    public IReadOnlyList<Id<Suppression>> Suppressions { get; init; } = [];

    public SavedLevel? Level { get; init; }

    /// <summary>What was switched off, in a language; nothing = the save only asked for more.</summary>
    public Func<string, IReadOnlyList<string>> Off { get; init; } = _ => [];

    /// <summary>The end of the pause that the save began; now or earlier = it ended one; null = it was about no pause.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    public bool Doubtful => Signs.Count > 0;
}

/// <summary>Everything that follows a save of the preference page, in its own transaction: the right to take it back, the note of what
/// looked like a scanner, and the mail to the address.</summary>
public sealed class SaveOffers(UndoOffers undo, SaveNotice notice, PreferenceCenters centers)
{
    /// <summary>Null when nothing was written.</summary>
    internal async ValueTask<MadeOffer?> MakeAsync(WriteSession session, Offering save, CancellationToken ct)
    {
        if (save.Events.Count == 0 && save.Suppressions.Count == 0 && save.Level is null)
        {
            return null;
        }

        var off = save.Off(save.Visitor.Language).Count > 0;
        var told = (off || save.PausedUntil > session.Now) && (save.Doubtful || centers.DesignOf(await PreferenceCenter.OfAsync(await session.DbAsync(ct), save.Profile.Id, ct)).TellOfChanges);
        var offer = await undo.MakeAsync(session, new(save.Link.PointId, save.Profile.Id, save.Events) { OtherPointId = save.OtherPointId, Suppressions = save.Suppressions, Level = save.Level },
            told || save.Doubtful ? UndoOffer.DoubtfulLife : UndoOffer.Life, ct);
        if (off && save.Doubtful)
        {
            await FlagBook.AddAsync(session, Flagged(save, offer, session.Now), ct);
        }

        if (told || save.PausedUntil is not null)
        {
            await notice.NoteAsync(session, save, offer, told, ct);
        }

        return offer;
    }

    private static FlaggedSave Flagged(Offering save, MadeOffer offer, DateTimeOffset now) => new()
    {
        Id = offer.Id, PointId = save.Link.PointId, ProfileId = save.Profile.Id, MessageRefId = save.Link.MessageRefId,
        Network = VisitorNetwork.Of(save.Visitor.Ip), Signs = ScannerSignWords.Join(save.Signs), SavedAt = now,
    };
}
