using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>A key was given to an application.</summary>
public sealed record ApiKeyIssued(Id<ApiKey> Key) : PortalEvent("api_key.issued", "apiKey", Key.ToString());

/// <summary>A key was taken back: it opens nothing any more.</summary>
public sealed record ApiKeyRevoked(Id<ApiKey> Key) : PortalEvent("api_key.revoked", "apiKey", Key.ToString());

/// <summary>How much a key may ask, or until when it holds, was changed.</summary>
public sealed record ApiKeyEdited(Id<ApiKey> Key) : PortalEvent("api_key.edited", "apiKey", Key.ToString());

/// <summary>An application was added, renamed, retired or taken up again.</summary>
public sealed record ApplicationChanged(string What, Id<Application> Application) : PortalEvent(What, "application", Application.ToString())
{
    public const string Added = "application.added", Renamed = "application.renamed", Retired = "application.retired", Reactivated = "application.reactivated", AgentMarked = "application.agent_marked", CallbackHostsSet = "application.callback_hosts_set";
}
