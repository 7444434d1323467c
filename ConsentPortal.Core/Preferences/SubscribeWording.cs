using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>The words that stand beside a box of a sign-up page, and their version: what is shown and what is kept as evidence come from
/// this one place.</summary>
/// <param name="Label">Beside the box.</param>
/// <param name="Words">Below it: the published wording, else the description.</param>
/// <param name="Shown">The evidence: the published wording, else a sentence built from who sends what on which channel.</param>
public sealed record SubscribeWording(string Label, string Words, ShownWording Shown)
{
    public static SubscribeWording Of(Wordings wordings, ComplianceProfile profile, Purpose purpose, Topic? topic, Channel channel, string language)
    {
        var shown = ChoiceWording.InForce(wordings, profile, purpose, topic, channel, language);
        var words = shown.Version == ChoiceWording.Version ? (topic?.Description ?? purpose.Description).In(language) : shown.Text;
        return new((topic?.Name ?? purpose.Name).In(language), words, shown);
    }

    /// <summary>What the form says it showed, where such a page can have shown it. Words published since (a copy of the form on another site may
    /// be years old) were not seen: then the sentence built from who sends what on which channel is the evidence.</summary>
    public static ShownWording As(Wordings wordings, string? version, ComplianceProfile profile, SubscribeBox box, string language) => version is null || version == box.Wording.Shown.Version
        ? box.Wording.Shown : wordings.Find(version, box.Purpose, box.Topic, language) ?? ChoiceWording.Built(profile, box.Purpose, box.Topic, box.Channel, language);
}
