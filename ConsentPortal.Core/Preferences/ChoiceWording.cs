using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>What stood beside a control, as one text: the evidence of what the reader answered.</summary>
public static class ChoiceWording
{
    /// <summary>Raised when the page or its words change in a way that an answer depends on.</summary>
    public const string Version = "preference-center@1";

    public static string Of(Choice choice, string sender, string language)
    {
        var purpose = Line(choice.Purpose.Name.In(language), choice.Purpose.Description.In(language));
        var topic = choice.Topic is null ? "" : $"{Line(choice.Topic.Name.In(language), choice.Topic.Description.In(language))} · ";
        return $"{sender} · {topic}{purpose}{(choice.Channel == Channel.None ? "" : $" · {Word.Of(choice.Channel)}")}";
    }

    /// <summary>As a mail or a receipt names it: <c>Newsletter (Commercial communication)</c>.</summary>
    public static string Name(Choice choice, string language) => new AskedItem(choice.Purpose, choice.Topic, default, default).Name(language);

    private static string Line(string name, string description) => description.Length == 0 ? name : $"{name}: {description}";
}
