namespace ConsentPortal.Core.Consent;

/// <summary>What a member of staff may do to one answer.</summary>
public enum ConsentChange
{
    OptOut,
    OptIn,

    /// <summary>Denies until a date, without changing the status.</summary>
    Pause,

    /// <summary>Ends a pause now.</summary>
    Resume,
}

/// <summary>The structured reasons that staff choose from; free text goes into the justification.</summary>
public static class StaffReasons
{
    public const string Other = "other";

    public static IReadOnlyList<string> For(ConsentChange change) => change switch
    {
        ConsentChange.OptOut => ["asked_for_it", "too_frequent", "not_relevant", "did_not_sign_up", "privacy_concerns", "left_company", "wrong_person", "correction", Other],
        ConsentChange.OptIn => ["asked_for_it", "event", "contract", "advertisement", "landing_page", "correction", Other],
        _ => ["asked_for_it", "open_complaint", "absence", "correction", Other],
    };
}
