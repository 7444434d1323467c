using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Preferences;

/// <summary>One press: every commercial purpose of the profile is opted out on one channel of the link's address. Other channels, tracking and
/// service messages stay as they are.</summary>
public sealed class StopChannel(ReadPreferenceCenter center, WriteQueue queue, ChoiceWriter writer)
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

        if (await center.RunAsync(command.Link, ct) is not { } view || Concerned(view, command.Channel).ToList() is not { Count: > 0 } off)
        {
            return Problem.NotFound("There is nothing to stop on this channel.");
        }

        ChoiceSave save = new(command.Link, view.Profile, off, [], command.Visitor, command.Signs ?? []) { Signal = BrowserSignal.Concerned(view, command.Visitor), Button = Reason };
        return await queue.RunAsync(session => writer.WriteAsync(session, save, CancellationToken.None), ct: CancellationToken.None);
    }

    /// <summary>What the press is about, on or off: a purpose's no stops its topics.</summary>
    /// <param name="channel">Null = on every channel of the link.</param>
    public static IEnumerable<Choice> Concerned(PreferenceView view, Channel? channel)
        => view.Choices.Where(c => c is { Topic: null, Always: false, Purpose.Type: PurposeType.Commercial } && (channel is null || c.Channel == channel));
}
