using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Public;

/// <summary>Why a wish was not granted, as a key of PublicTexts; {0} is the purpose.</summary>
internal static class ProblemTexts
{
    public static string Of(string code) => code switch
    {
        "tick_purpose_too" => "Not saved: all of “{0}” is off. To get this, tick that box too.",
        "not_here" => "Not saved: a number cannot be confirmed on this page.",
        "not_proved" => "Not saved: this form was too old, or your browser refuses cookies. What you switched off is saved. Please try again.",
        "other_words" => "Not saved: the words beside this box have changed. Please read them again, then tick it once more.",
        _ => "Not saved: it cannot be switched on here. Please contact us.",
    };
}

/// <summary>The channels as readers call them: keys of PublicTexts.</summary>
internal static class ChannelNames
{
    public static string Of(Channel channel) => channel switch
    {
        Channel.Email => "Email",
        Channel.Sms => "Text messages",
        Channel.Voice => "Calls",
        Channel.Push => "Notifications",
        _ => "Messages",
    };
}
