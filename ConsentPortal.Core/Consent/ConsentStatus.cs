namespace ConsentPortal.Core.Consent;

/// <summary>What a record says. <em>Expired</em> is derived (an opt-in past its <c>valid until</c>) and never stored.</summary>
public enum ConsentStatus
{
    NotSet,

    /// <summary>Double opt-in was asked for and is not confirmed yet: counts as not set.</summary>
    Pending,
    OptedIn,
    OptedOut,

    /// <summary>Only in answers: counts as not set.</summary>
    Expired,
}

/// <summary>The act behind an event (GDPR art. 4(11): a clear affirmative act).</summary>
public enum ConsentAction
{
    Ticked,
    Button,
    OneClick,
    Spoken,
    Paper,
    Import,
    Api,
    Undo,
    Staff,

    /// <summary>The address answered a double opt-in request.</summary>
    Confirmed,

    /// <summary>The browser's standing refusal of sale or sharing (Global Privacy Control), recorded with the next press.</summary>
    Gpc,
}

/// <summary>On what an opt-in rests.</summary>
public enum ConsentBasis
{
    /// <summary>The person said so.</summary>
    Express,

    /// <summary>They bought something or have a contract: consent for a time (CASL s. 10(10)).</summary>
    ImpliedPurchase,

    /// <summary>They asked us something: consent for a shorter time.</summary>
    ImpliedInquiry,
}
