using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>A reader chooses how far they agree: lower at once, higher as a question to the address. Never profiling for a child.</summary>
public sealed class ChooseLevel(ReadPreferenceCenter center, WriteQueue queue, LevelChoice writer)
{
    public const string Field = "level";

    /// <param name="MayRaise">The form proved that it came from our page (antiforgery). Lowering needs no proof but the link.</param>
    public sealed record Command(PreferenceLink Link, ConsentLevel Level, Visitor Visitor, bool MayRaise, IReadOnlyList<ScannerSign>? Signs = null);

    /// <summary>The link is the authority, where it speaks to one person. Refusals carry the codes of <see cref="Wishes"/>.</summary>
    public async Task<Outcome<SavedChoices>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if (await center.RunAsync(command.Link, design: null, ct, withLevel: true) is not { Level: { } level } view)
        {
            return Problem.NotFound("This page knows no consent level.");
        }

        if (command.Level > level.Current)
        {
            if (!command.MayRaise)
            {
                return new Problem(Refusal.Forbidden, Wishes.NotProved, Field);
            }

            if (!level.MayRaise || !view.Design.Has(SectionKind.ConsentLevel))
            {
                return Problem.Conflict(Wishes.NotHere, Field);
            }

            if (level.Child && command.Level == ConsentLevel.Profiling)
            {
                return Problem.Conflict(Wishes.Barred, Field);
            }
        }

        return await queue.RunAsync(session => writer.WriteAsync(session, command, view, actor, CancellationToken.None), ct: CancellationToken.None);
    }
}

/// <summary>What a reader's choice of a level came to. <c>Asked</c>: it is a question to the address, and nothing changed yet.</summary>
public sealed record ChosenLevel(ConsentLevel Before, ConsentLevel After, bool Asked);

/// <summary>Writes the choice of a level in one transaction: the change with its undo, or the question.</summary>
public sealed class LevelChoice(LevelWriter levels, ConfirmationRequests requests, ConsentLedger ledger, SaveOffers offers)
{
    internal async ValueTask<SavedChoices> WriteAsync(WriteSession session, ChooseLevel.Command command, PreferenceView view, Actor actor, CancellationToken ct)
    {
        var db = await session.DbAsync(ct);
        PointDraft point = new() { Id = command.Link.PointId };
        var signal = BrowserSignal.Concerned(view, command.Visitor);
        var results = await ledger.WriteAsync(session, signal.ConvertAll(c => BrowserSignal.Proposal(command.Link, view.Profile, c, point, command.Visitor, command.Signs is { Count: > 0 })), ct);
        List<Id<ConsentEvent>> events = [.. results.Where(r => r.Outcome == RecordOutcome.Recorded).Select(r => r.EventId)];
        Offering offering = new(command.Link, view.Profile, command.Visitor, command.Signs ?? []) { Events = events, Off = language => [.. signal.Select(c => ChoiceWording.Name(c, language))] };
        SavedChoices saved = new([], [], null, null) { Signal = signal };
        if (await LevelWriter.RulingAsync(db, view.Level!.PersonId, ct) is { } person && person.State.Level is var before && before != command.Level)
        {
            if (command.Level > before)
            {
                ConfirmationAsk ask = new(point.Id, view.Profile, command.Visitor.Language, []) { Level = new(person.Id, before, command.Level) };
                saved = saved with { Ask = await requests.AskAsync(session, ask, ct), Level = new(before, command.Level, Asked: true) };
            }
            else
            {
                levels.Write(db, person, command.Level, ChoiceWriter.Source, "", actor, session.Now);
                await db.SaveChangesAsync(ct);
                (saved, offering) = (saved with { Level = new(before, command.Level, Asked: false) }, offering with { Level = new(person.Id, before, command.Level) });
            }
        }

        return saved with { Offer = await offers.MakeAsync(session, offering, ct) };
    }
}
