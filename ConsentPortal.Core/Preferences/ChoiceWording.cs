using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>What stood beside a control, as one text: the evidence of what the reader answered.</summary>
public static class ChoiceWording
{
    /// <summary>Raised when the page or its words change in a way that an answer depends on.</summary>
    public const string Version = "preference-center@1";

    /// <summary>The version of the page that a visitor answered on; a form from before pages could be designed names none.</summary>
    internal static string PageOf(Visitor visitor) => visitor.PageVersion.Length > 0 ? visitor.PageVersion : Version;

    /// <summary>What a page of this profile in this language shows beside the control now: the published wording, else <see cref="Built"/>.</summary>
    public static ShownWording InForce(Wordings wordings, ComplianceProfile profile, Purpose purpose, Topic? topic, Channel channel, string language)
        => wordings.InForce(purpose, topic, language) ?? Built(profile, purpose, topic, channel, language);

    /// <summary>What the form says it showed. No version = nothing was published then. Null for a version that such a page never shows:
    /// nobody can agree to it.</summary>
    public static ShownWording? Shown(Wordings wordings, ComplianceProfile profile, Choice choice, string language, string? version)
        => version is null or Version ? Built(profile, choice.Purpose, choice.Topic, choice.Channel, language) : wordings.Find(version, choice.Purpose, choice.Topic, language);

    /// <summary>The words of a page for which nothing was published: sender, names, descriptions and channel.</summary>
    public static ShownWording Built(ComplianceProfile profile, Purpose purpose, Topic? topic, Channel channel, string language)
    {
        var under = Line(purpose.Name.In(language), purpose.Description.In(language));
        var sub = topic is null ? "" : $"{Line(topic.Name.In(language), topic.Description.In(language))} · ";
        return new($"{ConfirmationMail.Sender(profile)} · {sub}{under}{(channel == Channel.None ? "" : $" · {Word.Of(channel)}")}", Version, language);
    }

    /// <summary>As a mail or a receipt names it: <c>Newsletter (Commercial communication)</c>.</summary>
    public static string Name(Choice choice, string language) => new AskedItem(choice.Purpose, choice.Topic, default, default).Name(language);

    private static string Line(string name, string description) => description.Length == 0 ? name : $"{name}: {description}";
}
