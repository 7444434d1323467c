namespace ConsentPortal.Web.Api.OpenApi;

// The words that a caller may send, where the portal's own enum knows more of them.

internal enum SendChannel
{
    Email,
    Sms,
    Voice,
    Push,
    Custom,
}

internal enum StatedStatus
{
    OptedIn,
    OptedOut,
}

internal enum StatedAction
{
    Ticked,
    Button,
    OneClick,
    Spoken,
    Paper,
    Import,
    Api,
    Staff,
    Confirmed,
}

internal enum StatedActorKind
{
    Subject,
    Guardian,
    Staff,
    Application,
}

/// <summary>What a sender must do with an allowed message.</summary>
internal enum Obligation
{
    UnsubscribeHeaders,
    PostalAddress,
    DiscloseAi,
}

internal enum TraceOutcome
{
    Pass,
    Allow,
    Deny,
}

internal enum TraceStepName
{
    Address,
    Suppression,
    Restriction,
    PurposeState,
    Contact,
    Child,
    Level,
    Flags,
    Pause,
    Purpose,
    Topic,
    Tracking,
}
