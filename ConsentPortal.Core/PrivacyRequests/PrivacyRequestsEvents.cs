using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Something happened to a request. Its number is its name: no person is named in the trail.</summary>
public sealed record RequestEvent(string What, PrivacyRequest Request) : PortalEvent(What, "privacyRequest", Request.Id.ToString())
{
    public const string Opened = "request.opened", Moved = "request.moved", Assigned = "request.assigned", Commented = "request.commented", Linked = "request.linked",
        Extended = "request.extended", Paused = "request.paused", Resumed = "request.resumed", Held = "request.held", Released = "request.released";
}

/// <summary>A profile's requests are reckoned elsewhere from now on.</summary>
public sealed record RequestPlaceSet(string Profile) : PortalEvent("request_place.set", "profile", Profile);
