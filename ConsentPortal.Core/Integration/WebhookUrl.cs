using System.Net;
using System.Net.Sockets;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Integration;

/// <summary>What may be an endpoint's address. Looked at when it is stated, and its name again at every connection.</summary>
internal static class WebhookUrl
{
    private const string Field = "url";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Problem?> CheckAsync(string url, WebhookSettings settings, CancellationToken ct)
    {
        if (url.Length is 0 or > Webhook.UrlMaxLength || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsWeb(uri, settings))
        {
            return Problem.Invalid(Field, settings.AllowLoopback ? "Enter a web address that begins with https://, or with http:// for this machine." : "Enter a web address that begins with https://.");
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return Problem.Invalid(Field, "Leave user names, passwords and # out of the address.");
        }

        return await AreAllowedAsync(uri, settings, ct) ? null : Problem.Invalid(Field, "This address leads into a private network. Use one that is reachable from the public internet.");
    }

    // plain http is for this machine alone
    private static bool IsWeb(Uri uri, WebhookSettings settings) => uri.Host.Length > 0 && (uri.Scheme == Uri.UriSchemeHttps || (settings.AllowLoopback && uri is { Scheme: "http", IsLoopback: true }));

    // a name that leads nowhere today may do so tomorrow: the connection looks again
    private static async Task<bool> AreAllowedAsync(Uri uri, WebhookSettings settings, CancellationToken ct)
    {
        var host = uri.DnsSafeHost;
        if (IPAddress.TryParse(host, out var literal))
        {
            return settings.Allows(literal);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return (await settings.Names(host, patience.Token)).All(settings.Allows);
        }
        catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return true;
        }
    }
}
