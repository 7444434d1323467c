using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Core.Consent;

/// <summary>The two tables of domain.md §2: model × status, and model × status of purpose × status of topic.</summary>
public static class EnforcementTable
{
    public static ReasonCode Purpose(EnforcementModel model, ConsentStatus status) => (model, status) switch
    {
        (EnforcementModel.Disabled, _) => ReasonCode.AllowedNotEnforced,
        (_, ConsentStatus.OptedOut) => ReasonCode.PurposeOptedOut,
        (_, ConsentStatus.OptedIn) => ReasonCode.AllowedOptedIn,
        (EnforcementModel.NonRestrictive, _) => ReasonCode.AllowedNotOptedOut,
        _ => ReasonCode.PurposeNotOptedIn,
    };

    /// <summary>Restrictive asks for the topic's opt-in alone: who said yes to the Newsletter gets the Newsletter and nothing else.</summary>
    public static ReasonCode Topic(EnforcementModel model, ConsentStatus purpose, ConsentStatus topic) => (model, purpose, topic) switch
    {
        (EnforcementModel.Disabled, _, _) => ReasonCode.AllowedNotEnforced,
        (_, ConsentStatus.OptedOut, _) => ReasonCode.PurposeOptedOut,
        (_, _, ConsentStatus.OptedOut) => ReasonCode.TopicOptedOut,
        (_, _, ConsentStatus.OptedIn) => ReasonCode.AllowedOptedIn,
        (EnforcementModel.NonRestrictive, _, _) => ReasonCode.AllowedNotOptedOut,
        _ => ReasonCode.TopicNotOptedIn,
    };
}
