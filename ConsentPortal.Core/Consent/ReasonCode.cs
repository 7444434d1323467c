using System.Collections.Frozen;
using System.Text.Json;

namespace ConsentPortal.Core.Consent;

/// <summary>Why a decision is what it is: one enum for the screen, the API, webhooks and exports. Written in snake_case.</summary>
public enum ReasonCode
{
    AllowedOptedIn,
    AllowedNotOptedOut,
    AllowedNotEnforced,
    InvalidAddress,
    Suppressed,
    Restricted,
    PurposeUnknown,
    PurposeInactive,
    ContactMismatch,
    Child,
    LevelTooLow,
    DoNotContact,
    Paused,
    PurposeOptedOut,
    TopicOptedOut,
    PurposeNotOptedIn,
    TopicNotOptedIn,
    DoNotTrack,
}

public static class ReasonCodes
{
    private static readonly FrozenDictionary<ReasonCode, string> Codes
        = Enum.GetValues<ReasonCode>().ToFrozenDictionary(r => r, r => JsonNamingPolicy.SnakeCaseLower.ConvertName(r.ToString()));

    /// <summary>As the API writes it: <c>purpose_opted_out</c>.</summary>
    public static string Code(this ReasonCode reason) => Codes[reason];

    public static bool Allows(this ReasonCode reason) => reason <= ReasonCode.AllowedNotEnforced;
}
