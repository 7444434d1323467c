using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api.Samples;

/// <summary>A portal, a program with a key, and somebody who has opted out of advertising.</summary>
public sealed class SampleScene : IAsyncLifetime
{
    public const string MayNot = "bob@example.com";

    public WebPortal Portal { get; private set; } = null!;

    public ApiClient Crm { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Portal = await WebPortal.StartAsync(with: ("ConsentPortal:PublicUrl", "https://consent.example.com"));
        Crm = await Portal.ProgramAsync("consent:check", "consent:write");
        await Crm.SaysAsync(MayNot, "optedOut");
    }

    public async ValueTask DisposeAsync()
    {
        Crm.Dispose();
        await Portal.DisposeAsync();
    }
}
