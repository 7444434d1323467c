using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Team;

/// <summary>From where somebody signs in: address and browser, as the request says.</summary>
public sealed record SignInVisit(string? Ip, string? UserAgent)
{
    internal const int DeviceMaxLength = 40;

    // the first that fits: most browsers claim to be others besides
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>"Firefox · Windows": names that need no translation; empty when nothing was said.</summary>
    public string Device => string.Join(" · ", new[] { First(Browsers), First(Systems) }.OfType<string>());

    public string Network => VisitorNetwork.Of(Ip);

    internal SignInEntry Note(PortalDb db, long member, SignInResult result, SignInWay way, IdSource ids, DateTimeOffset now)
    {
        SignInOrigin origin = new()
        {
            Id = ids.Next<SignInOrigin>(), MemberId = member, Ip = Text.Cut(Text.Clean(Ip), SignInOrigin.IpMaxLength), UserAgent = Text.Cut(Text.Clean(UserAgent), SignInOrigin.UserAgentMaxLength), CreatedAt = now,
        };
        SignInEntry entry = new() { Id = ids.Next<SignInEntry>(), MemberId = member, At = now, Result = result, Way = way, Device = Device, Network = Network, OriginId = origin.Id };
        db.Add(origin);
        db.Add(entry);
        return entry;
    }

    private string? First((string Sign, string Name)[] known) => known.FirstOrDefault(k => UserAgent?.Contains(k.Sign, StringComparison.Ordinal) == true).Name;
}
