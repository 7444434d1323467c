using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.Messaging;

/// <summary>The <c>ConsentPortal__Texts__*</c> settings: a pickup folder, or the address of a gateway. With neither, numbers are not asked
/// to confirm anything, and the pages say so.</summary>
public sealed class TextSettings
{
    public TextSettings(IConfiguration configuration, DataDirectory data)
    {
        var texts = configuration.GetSection("ConsentPortal:Texts");
        Pickup = texts["Pickup"] is { Length: > 0 } folder ? Path.Combine(data.Path, folder) : null;
        Gateway = Uri.TryCreate(texts["Url"], UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback) ? url : null;
        Token = Kernel.Text.CleanOrNull(texts["Token"]);
    }

    /// <summary>The folder into which text messages are written instead of being sent; relative to the data directory.</summary>
    public string? Pickup { get; }

    /// <summary>Where text messages are posted as <c>{"id","to","text"}</c>: https, or this machine.</summary>
    public Uri? Gateway { get; }

    /// <summary>Sent as a bearer token, where there is one.</summary>
    public string? Token { get; }

    public bool IsReady => Pickup is not null || Gateway is not null;
}
