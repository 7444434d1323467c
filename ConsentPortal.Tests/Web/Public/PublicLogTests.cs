using System.Collections.Concurrent;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>A token is a key: it must not lie about in logs.</summary>
public sealed class PublicLogTests
{
    [Fact]
    public async Task No_log_line_or_scope_ever_holds_a_token()
    {
        LogBook book = new();
        await using var portal = await WebPortal.StartAsync(s => s.AddLogging(l => l.ClearProviders().AddProvider(book)), with: [("Logging:LogLevel:Default", "Information"), ("Logging:LogLevel:Microsoft", "Information"),
            ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Information")]);
        using var mailbox = portal.NewClient();
        var token = await portal.TokenAsync("ann@example.com");

        using var post = await mailbox.OneClickAsync(token);
        using var bad = await mailbox.OneClickAsync(token + "x");
        using var get = await mailbox.GetAsync(new Uri($"/u/{token}", UriKind.Relative));
        using var page = await mailbox.GetAsync(new Uri($"/c/{token}", UriKind.Relative));
        using var more = await mailbox.PostAsync(new Uri($"/u/{token}/everything", UriKind.Relative), Form("a", "b"));
        var own = portal.Get<ConsentPortal.Core.PrivacyRequests.RequestLinks>().Token((await portal.Get<ConsentPortal.Core.PrivacyRequests.OpenRequest>()
            .RunAsync(new("default", ConsentPortal.Core.PrivacyRequests.RequestKind.Get, ConsentPortal.Core.PrivacyRequests.RequestIntake.Phone, new() { Email = "ann@example.com" }), Actors.Officer, CancellationToken.None)).Value.Id);
        foreach (var path in (string[])["", "/data", "/data/code", "/nowhere", "x"])
        {
            using var seen = await mailbox.GetAsync(new Uri($"/privacy/case/{own}{path}", UriKind.Relative));
            using var sent = await mailbox.PostAsync(new Uri($"/privacy/case/{own}{path}", UriKind.Relative), Form("code", "123456"));
        }

        using var lost = await mailbox.GetAsync(new Uri($"/u/{token}/nowhere", UriKind.Relative));
        await portal.Get<WriteQueue>().DisposeAsync();
        using var failed = await mailbox.OneClickAsync(token);

        Assert.Contains(book.Lines, l => l.Contains("could not be stored", StringComparison.Ordinal)); // it does listen
        Assert.DoesNotContain(book.Lines, l => l.Contains(token, StringComparison.Ordinal) || l.Contains(own, StringComparison.Ordinal));
    }

    private static FormUrlEncodedContent Form(string name, string value) => new(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });
}
