using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>Saves what a reader changed on the page, and nothing else: opt-outs at once, opt-ins as a question to the address. What
/// somebody else changed meanwhile stays, unless the reader changed the same thing.</summary>
public sealed class SavePreferences(ReadPreferenceCenter center, WriteQueue queue, ChoiceWriter writer)
{
    /// <summary>One control as the form carried it: what the page showed, what the reader left.</summary>
    /// <param name="Wording">The version of the words beside it; null = none was published then.</param>
    public sealed record Answer(string Key, bool Shown, bool Wanted, string? Wording = null);

    /// <param name="MayOptIn">The form proved that it came from our page (antiforgery). Opt-outs need no proof but the link.</param>
    /// <param name="Signs">Why it looked like a mail scanner: saved all the same, and the address is told. Null or empty: it did not.</param>
    public sealed record Command(PreferenceLink Link, IReadOnlyList<Answer> Answers, Visitor Visitor, bool MayOptIn, IReadOnlyList<ScannerSign>? Signs = null);

    /// <summary>Problems carry the key of the control; whatever else was wanted is saved all the same.</summary>
    public sealed record View(SavedChoices? Saved, IReadOnlyList<Problem> Problems);

    /// <summary>The link is the authority.</summary>
    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Kind != ActorKind.Subject)
        {
            return Problem.Forbidden();
        }

        if (await center.RunAsync(command.Link, ct) is not { } view)
        {
            return Problem.NotFound("There is nothing to choose here.");
        }

        var signal = BrowserSignal.Concerned(view, command.Visitor);
        var wishes = Wishes.Read(view, Answers(command, view), command.MayOptIn, command.Visitor.Language);
        if (wishes.IsEmpty && signal.Count == 0)
        {
            return new View(null, wishes.Problems);
        }

        ChoiceSave save = new(command.Link, view.Profile, wishes.Off, wishes.On, command.Visitor, command.Signs ?? []) { Wordings = wishes.Shown, Signal = signal };
        return new View(await queue.RunAsync(session => writer.WriteAsync(session, save, CancellationToken.None), ct: CancellationToken.None), wishes.Problems);
    }

    // what the browser refuses is not the form's to answer
    private static IReadOnlyList<Answer> Answers(Command command, PreferenceView view)
        => !command.Visitor.RefusesSale ? command.Answers : [.. command.Answers.Where(a => !view.Choices.Any(c => c.Key == a.Key && BrowserSignal.Speaks(c)))];
}
