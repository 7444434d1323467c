using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>A key was given to an application.</summary>
public sealed record ApiKeyIssued(Id<ApiKey> Key) : PortalEvent("api_key.issued", "apiKey", Key.ToString());

/// <summary>A key was taken back: it opens nothing any more.</summary>
public sealed record ApiKeyRevoked(Id<ApiKey> Key) : PortalEvent("api_key.revoked", "apiKey", Key.ToString());
