namespace ConsentPortal.Core.Kernel;

/// <summary>The way a message takes. <see cref="None"/> stands only in rules for data use, which has no channel.</summary>
public enum Channel
{
    None,
    Email,
    Sms,
    Voice,
    Push,
    Custom,
}

public static class Channels
{
    /// <summary>The five that an address can have.</summary>
    public static readonly IReadOnlyList<Channel> All = [Channel.Email, Channel.Sms, Channel.Voice, Channel.Push, Channel.Custom];

    public static bool IsPhone(this Channel channel) => channel is Channel.Sms or Channel.Voice;
}
