using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Something happened to a request. Its number is its name: no person is named in the trail.</summary>
public sealed record RequestEvent(string What, PrivacyRequest Request) : PortalEvent(What, Subject, Request.Id.ToString())
{
    /// <summary>What the trail calls a case.</summary>
    public const string Subject = "privacyRequest";

    /// <summary>Its file was taken along as JSON.</summary>
    public const string FileTaken = "request.file_taken";

    public const string Opened = "request.opened", Moved = "request.moved", Assigned = "request.assigned", Commented = "request.commented", Linked = "request.linked",
        Extended = "request.extended", Paused = "request.paused", Resumed = "request.resumed", Held = "request.held", Released = "request.released",
        Stopped = "request.stopped", Restricted = "request.restricted", ToldOfEnd = "request.told_of_end", Unrestricted = "request.unrestricted", Decided = "request.decided";

    public const string ErasureApproved = "request.erasure_approved", ErasureAcknowledged = "request.erasure_acknowledged";

    public const string AddressProved = "request.address_proved", Attached = "request.file_attached", FileRead = "request.file_read";
}

/// <summary>A profile takes requests in otherwise from now on.</summary>
public sealed record PrivacyIntakeSet(string Profile) : PortalEvent("privacy_intake.set", "profile", Profile);

/// <summary>A profile's requests are reckoned elsewhere from now on.</summary>
public sealed record RequestPlaceSet(string Profile) : PortalEvent("request_place.set", "profile", Profile);

/// <summary>The requests of a profile go to other members from now on.</summary>
public sealed record RequestOfficersSet(string Profile) : PortalEvent("request_officers.set", "profile", Profile);

/// <summary>A member is away, or back.</summary>
public sealed record AbsenceSet(string Member) : PortalEvent("request_absence.set", "member", Member);

/// <summary>People have more or fewer days to show who they are.</summary>
public sealed record IdentityTermSet() : PortalEvent("request_term.set", "settings", Storage.SettingNames.IdentityDays);
