using System.Diagnostics;
using System.Net.Sockets;
using ConsentPortal.Web;

namespace ConsentPortal.Benchmarks;

/// <summary>Starts this program again as a server, so that load and server are two processes, as in life.</summary>
internal sealed class Children : IAsyncDisposable
{
    private readonly Process process;

    private Children(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public int Id => process.Id;

    public static async Task<int> ServePortalAsync(string[] args)
    {
        await using var portal = PortalBuilder.Build(args);
        await portal.UpgradeAsync();
        await portal.RunAsync();
        return 0;
    }

    public static Task<Children> PortalAsync(string dataDirectory) => StartAsync("serve-portal", [], dataDirectory);

    public static Task<Children> ReferenceAsync(string database) => StartAsync("serve-reference", [database], null);

    /// <summary>Runs a verb of the portal's command line to its end; answers standard output.</summary>
    public static async Task<(string Output, Process Ended)> VerbAsync(string dataDirectory, params string[] words)
    {
        var verb = Start("portal-verb", words, dataDirectory, 0, output: true);
        var output = await verb.StandardOutput.ReadToEndAsync();
        await verb.WaitForExitAsync();
        return verb.ExitCode == 0 ? (output.Trim(), verb) : throw new InvalidOperationException($"{string.Join(' ', words)} ended with {verb.ExitCode}.");
    }

    /// <summary>Starts a verb and leaves it running.</summary>
    public static Process Begin(string dataDirectory, params string[] words) => Start("portal-verb", words, dataDirectory, 0, output: false);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<Children> StartAsync(string mode, string[] words, string? dataDirectory)
    {
        var port = FreePort();
        var server = Start(mode, words, dataDirectory, port, output: false);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync("127.0.0.1", port);
                return new(server, port);
            }
            catch (SocketException) when (!server.HasExited)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"{mode} did not start.");
    }

    private static Process Start(string mode, string[] words, string? dataDirectory, int port, bool output)
    {
        string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Children).Assembly.Location] : [];
        ProcessStartInfo info = new(Environment.ProcessPath!, [.. self, mode, .. words]) { RedirectStandardOutput = output, UseShellExecute = false };
        info.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        info.Environment["DOTNET_ENVIRONMENT"] = "Production";
        info.Environment["Logging__LogLevel__Default"] = "Warning";
        info.Environment["Logging__LogLevel__Microsoft"] = "Warning";
        info.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Warning";
        info.Environment["ConsentPortal__PublicUrl"] = "https://consent.example.com";
        if (dataDirectory is not null)
        {
            info.Environment["ConsentPortal__DataDirectory"] = dataDirectory;
        }

        return Process.Start(info)!;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
