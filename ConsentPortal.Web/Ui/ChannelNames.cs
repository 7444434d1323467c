using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Ui;

/// <summary>Channels as people read them; the English text is the key of its translations.</summary>
public static class ChannelNames
{
    public static string Of(Channel channel) => channel switch
    {
        Channel.Email => "Email",
        Channel.Sms => "SMS",
        Channel.Voice => "Voice",
        Channel.Push => "Push",
        Channel.Custom => "Custom",
        _ => "No channel",
    };

    public static string Icon(Channel channel) => channel switch
    {
        Channel.Email => "mail",
        Channel.Sms => "sms",
        Channel.Voice => "call",
        Channel.Push => "notifications",
        _ => "hub",
    };
}
