using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>What a reader wants off and on, read from the form against what stands now.</summary>
internal sealed class Wishes
{
    public const string TickPurposeToo = "tick_purpose_too", NotHere = "not_here", Barred = "barred", NotProved = "not_proved", OtherWords = "other_words";
    private readonly Dictionary<string, SavePreferences.Answer> answers;

    private Wishes(IReadOnlyList<SavePreferences.Answer> answers)
        => this.answers = answers.GroupBy(a => a.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    public List<Choice> Off { get; } = [];

    public List<Choice> On { get; } = [];

    public List<Problem> Problems { get; } = [];

    /// <summary>The words that stood beside each of them, by the choice's key.</summary>
    public Dictionary<string, ShownWording> Shown { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => Off.Count == 0 && On.Count == 0;

    public static Wishes Read(PreferenceView view, IReadOnlyList<SavePreferences.Answer> given, bool mayOptIn, string language)
    {
        Wishes wishes = new(given);
        wishes.ReadWords(view, language);
        foreach (var choice in view.Choices.Where(c => !c.Always))
        {
            if (!wishes.answers.TryGetValue(choice.Key, out var answer) || answer.Shown == answer.Wanted)
            {
                continue; // not on the form, or left as it was
            }

            if (!answer.Wanted)
            {
                wishes.Off.Add(choice);
            }
            else if (wishes.Refuse(view, choice, mayOptIn) is { } problem)
            {
                wishes.Problems.Add(problem);
            }
            else if (!choice.On)
            {
                wishes.On.Add(choice);
            }
        }

        wishes.KeepOffWhatWasLeftOff(view);
        return wishes;
    }

    private Problem? Refuse(PreferenceView view, Choice choice, bool mayOptIn) => choice switch
    {
        { On: true } => null, // somebody switched it on meanwhile: nothing to do
        _ when !mayOptIn => new(Refusal.Forbidden, NotProved, choice.Key),
        { SwitchingOn: SwitchingOn.NotHere } => Problem.Conflict(NotHere, choice.Key),
        _ when !Shown.ContainsKey(choice.Key) => Problem.Conflict(OtherWords, choice.Key),
        { SwitchingOn: SwitchingOn.Barred } => Problem.Conflict(Barred, choice.Key),
        { Topic: not null } when NeedsPurpose(view, choice) => Problem.Invalid(choice.Key, TickPurposeToo),
        _ => null,
    };

    // a topic's yes never lifts the purpose's no; and where lifting the purpose would switch more on than the topic, the reader must say so
    private bool NeedsPurpose(PreferenceView view, Choice topic)
    {
        var purpose = Siblings(view, topic).First(c => c.Topic is null);
        var blocked = purpose.Status == ConsentStatus.OptedOut || topic.Reason == ReasonCode.PurposeOptedOut
            || (topic.Reason == ReasonCode.Suppressed && EnforcementTable.Purpose(purpose.Model, purpose.Status).Allows());
        return blocked && !(answers.TryGetValue(purpose.Key, out var answer) && answer.Wanted);
    }

    // switching a purpose on (or lifting its suppression) must not switch on a topic that the reader saw off and left off
    private void KeepOffWhatWasLeftOff(PreferenceView view)
    {
        foreach (var lifted in On.Select(c => (c.PointId, c.Purpose.Id)).Distinct().ToList())
        {
            var purposeOn = On.Exists(c => c.Topic is null && (c.PointId, c.Purpose.Id) == lifted);
            foreach (var topic in view.Choices.Where(c => c.Topic is not null && !c.On && (c.PointId, c.Purpose.Id) == lifted && !On.Contains(c) && !Off.Contains(c)))
            {
                var leftOff = answers.TryGetValue(topic.Key, out var answer) && !answer.Wanted;
                var purpose = Siblings(view, topic).First(c => c.Topic is null);
                if (leftOff && EnforcementTable.Topic(topic.Model, purposeOn ? ConsentStatus.OptedIn : purpose.Status, topic.Status).Allows())
                {
                    Off.Add(topic);
                }
            }
        }
    }

    // a no is never refused for its words; a yes to words that no page of ours shows is none
    private void ReadWords(PreferenceView view, string language)
    {
        foreach (var choice in view.Choices)
        {
            var said = answers.GetValueOrDefault(choice.Key);
            var shown = ChoiceWording.Shown(view.Wordings, view.Profile, choice, language, said?.Wording);
            if ((shown ?? (said?.Wanted == true ? null : ChoiceWording.InForce(view.Wordings, view.Profile, choice.Purpose, choice.Topic, choice.Channel, language))) is { } words)
            {
                Shown[choice.Key] = words;
            }
        }
    }

    private static IEnumerable<Choice> Siblings(PreferenceView view, Choice choice) => view.Choices.Where(c => c.PointId == choice.PointId && c.Purpose == choice.Purpose);
}
