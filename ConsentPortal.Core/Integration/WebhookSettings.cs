using System.Globalization;
using System.Net;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.Integration;

/// <summary>How webhooks are called: <c>ConsentPortal:Webhooks:…</c>.</summary>
public sealed class WebhookSettings
{
    private const string Section = "ConsentPortal:Webhooks";

    public WebhookSettings(IConfiguration configuration)
    {
        var webhooks = configuration.GetSection(Section);
        AllowLoopback = bool.TryParse(webhooks["AllowLoopback"], out var allowed) && allowed;
        Timeout = TimeSpan.FromSeconds(Number(webhooks, "TimeoutSeconds", 20, 1, 60));
        Width = Number(webhooks, "Concurrency", 16, 1, 64);
        Retention = TimeSpan.FromDays(Number(webhooks, "LogDays", 30, 1, 3650));
    }

    /// <summary>For development: plain http, and only to this machine's own loopback addresses; https is unchanged.</summary>
    public bool AllowLoopback { get; }

    /// <summary>The longest that one attempt takes.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Attempts under way at one endpoint and lane.</summary>
    public int Width { get; }

    /// <summary>How long the log is kept.</summary>
    public TimeSpan Retention { get; }

    /// <summary>Asks the machine's resolver what addresses a name has.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Names { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>May a connection go to this address?</summary>
    public bool Allows(IPAddress address) => PublicNetwork.Holds(address) || (AllowLoopback && IPAddress.IsLoopback(address));

    private static int Number(IConfigurationSection section, string name, int usual, int least, int most)
        => section[name] is not { Length: > 0 } text ? usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new SettingException($"{Section}:{name} is '{text}'. Set a number from {least} to {most}.");
}
