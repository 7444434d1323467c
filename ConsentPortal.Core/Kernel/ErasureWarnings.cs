namespace ConsentPortal.Core.Kernel;

/// <summary>What an officer should know before an erasure is approved, as codes; the page has the words.</summary>
public static class ErasureWarnings
{
    /// <summary>Another contact has one of the addresses: it stays, only this person's link goes.</summary>
    public const string SharedAddress = "shared-address";

    /// <summary>The person is the guardian of a child: nobody may agree for the child afterwards.</summary>
    public const string Guardian = "guardian";

    /// <summary>A member of the team has one of the addresses: their account stays.</summary>
    public const string TeamMember = "team-member";

    /// <summary>Other requests of the same person are open: what was submitted with them goes too.</summary>
    public const string OtherRequests = "other-requests";

    /// <summary>A legal hold on this or another request of the person: nothing is erased while it lasts.</summary>
    public const string LegalHold = "legal-hold";

    /// <summary>An uploaded file that is not imported yet holds the person: it is discarded.</summary>
    public const string StagedImport = "staged-import";

    /// <summary>Somebody else has the same name: texts that name only the person are left.</summary>
    public const string SameName = "same-name";

    /// <summary>No contact is linked: only the address is erased.</summary>
    public const string NoContact = "no-contact";
}
