namespace ConsentPortal.Core.Consent;

/// <summary>Every reason of a decision as one English sentence to a person who works here: the one place that turns codes into words.
/// Pages look the sentence up in their language.</summary>
public static class ReasonSentences
{
    /// <summary>The sentence beside a stored status: one that waits or has expired says so instead of "nobody opted in".</summary>
    public static string Sentence(this ReasonCode reason, ConsentStatus status) => (reason, status) switch
    {
        (ReasonCode.PurposeNotOptedIn or ReasonCode.TopicNotOptedIn, ConsentStatus.Pending) => "Waiting until the address confirms.",
        (ReasonCode.PurposeNotOptedIn or ReasonCode.TopicNotOptedIn, ConsentStatus.Expired) => "The opt-in has expired.",
        _ => reason.Sentence(),
    };

    public static string Sentence(this ReasonCode reason) => reason switch
    {
        ReasonCode.AllowedOptedIn => "Opted in.",
        ReasonCode.AllowedNotOptedOut => "Not opted out, and the profile asks for no opt-in here.",
        ReasonCode.AllowedNotEnforced => "Always sent: the profile checks no consent here.",
        ReasonCode.InvalidAddress => "This is no usable address.",
        ReasonCode.Suppressed => "The address is suppressed.",
        ReasonCode.Restricted => "The address may be stored but not used.",
        ReasonCode.PurposeUnknown => "The profile does not use this purpose.",
        ReasonCode.PurposeInactive => "The purpose or its profile is switched off.",
        ReasonCode.ContactMismatch => "The address does not belong to this contact.",
        ReasonCode.Child => "A child is concerned: only the guardian's own opt-in counts.",
        ReasonCode.LevelTooLow => "The consent level is too low.",
        ReasonCode.DoNotContact => "A do-not flag of the contact forbids it.",
        ReasonCode.Paused => "Paused for now.",
        ReasonCode.PurposeOptedOut => "Opted out of this purpose.",
        ReasonCode.TopicOptedOut => "Opted out of this topic.",
        ReasonCode.PurposeNotOptedIn => "Nobody opted in, and the profile asks for an opt-in.",
        ReasonCode.TopicNotOptedIn => "Nobody opted in to this topic, and the profile asks for an opt-in.",
        ReasonCode.DoNotTrack => "The contact does not allow tracking.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
