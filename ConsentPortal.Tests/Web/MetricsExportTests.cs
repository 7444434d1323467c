using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Tests.Web;

/// <summary>A collector that is configured gets the measurements; without one nothing is set up.</summary>
public sealed class MetricsExportTests
{
    [Fact]
    public async Task A_collector_gets_the_measurements_by_the_standard_protocol()
    {
        TaskCompletionSource<(string Path, string Type, string Body)> received = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = await CollectorAsync(received);
        using MetricsExport export = new(Settings(("ConsentPortal:Telemetry:Endpoint", collector.Urls.First())));
        await export.StartAsync(CancellationToken.None);
        PortalMeter.Meter.CreateCounter<long>("consentportal.test.export").Add(3);

        await export.StopAsync(CancellationToken.None);

        var (path, type, body) = await received.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(("/v1/metrics", "application/x-protobuf"), (path, type));
        Assert.Contains("consentportal.test.export", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_is_no_address_is_told_in_one_sentence()
    {
        using MetricsExport export = new(Settings(("ConsentPortal:Telemetry:Endpoint", "collector")));

        Assert.Contains("ConsentPortal:Telemetry:Endpoint", (await Assert.ThrowsAsync<SettingException>(() => export.StartAsync(CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Name, string Value)[] with) => new ConfigurationBuilder().AddInMemoryCollection(with.ToDictionary(w => w.Name, w => (string?)w.Value, StringComparer.Ordinal)).Build();

    private static async Task<WebApplication> CollectorAsync(TaskCompletionSource<(string, string, string)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body);
            received.TrySetResult((context.Request.Path, context.Request.ContentType ?? "", Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync();
        return collector;
    }
}
