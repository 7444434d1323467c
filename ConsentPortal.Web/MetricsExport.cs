using ConsentPortal.Core.Kernel;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace ConsentPortal.Web;

/// <summary>Sends the portal's measurements to an OpenTelemetry collector, where one is configured: <c>ConsentPortal:Telemetry:Endpoint</c>
/// (http/protobuf), or the standard <c>OTEL_EXPORTER_OTLP_…</c> variables. Metrics only: a trace names the path of each request, and the
/// path of a preference link is a key.</summary>
internal sealed class MetricsExport(IConfiguration configuration) : IHostedService, IDisposable
{
    private const int UsualSeconds = 60;
    private static readonly string[] Meters = [PortalMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];
    private MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var own = configuration["ConsentPortal:Telemetry:Endpoint"];
        if (!string.IsNullOrWhiteSpace(own) || !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            provider = Sdk.CreateMeterProviderBuilder().ConfigureResource(r => r.AddService("consentportal")).AddMeter(Meters)
                .AddOtlpExporter((exporter, reader) => Configure(exporter, reader, own)).Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        provider?.Shutdown(timeoutMilliseconds: 2000); // what was measured last is sent, a dead collector holds nobody up
        return Task.CompletedTask;
    }

    public void Dispose() => provider?.Dispose();

    private void Configure(OtlpExporterOptions exporter, MetricReaderOptions reader, string? own)
    {
        if (!string.IsNullOrWhiteSpace(own))
        {
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            exporter.Endpoint = Uri.TryCreate($"{own.TrimEnd('/')}/v1/metrics", UriKind.Absolute, out var endpoint) ? endpoint
                : throw new SettingException($"ConsentPortal:Telemetry:Endpoint is '{own}'. Say an address such as http://collector:4318.");
        }

        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 1000 * configuration.GetValue("ConsentPortal:Telemetry:Seconds", UsualSeconds);
    }
}
