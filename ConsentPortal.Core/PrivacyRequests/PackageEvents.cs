using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Something happened to the package of a request. No value of the person is in it.</summary>
public sealed record PackageEvent(string What, Id<PrivacyRequest> Request) : PortalEvent(What, "privacyRequest", Request.ToString())
{
    public const string Started = "package.started", Collected = "package.collected", Viewed = "package.viewed", Redacted = "package.redacted", Restored = "package.restored", Released = "package.released",
        Ready = "package.ready", Began = "package.download_began", Fetched = "package.fetched", Offered = "package.offered_again", Ended = "package.ended";

    internal PackageEvent With(params (string Name, object? Value)[] facts)
    {
        ChangeList changes = new();
        foreach (var (name, value) in facts)
        {
            changes.Add(name, null, value);
        }

        return this with { Changes = changes.Items };
    }
}
