using System.Diagnostics;
using System.Net.Sockets;
using ConsentPortal.Web;

namespace ConsentPortal.Benchmarks;

/// <summary>The servers under load, each a process of its own, as in life: the portal as an owner starts it, and the bare reference.</summary>
internal sealed class Children : IAsyncDisposable
{
    private static readonly string Self = typeof(Children).Assembly.Location;
    private static readonly string Portal = typeof(PortalBuilder).Assembly.Location;
    private readonly Process process;

    private Children(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public int Id => process.Id;

    /// <summary>What the server has worked so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static Task<Children> PortalAsync(string dataDirectory) => StartAsync(Portal, [], dataDirectory);

    public static Task<Children> ReferenceAsync(string database) => StartAsync(Self, ["serve-reference", database], null);

    /// <summary>Runs a verb of the portal's command line to its end; answers standard output.</summary>
    public static async Task<(string Output, Process Ended)> VerbAsync(string dataDirectory, params string[] words)
    {
        var verb = Start(Portal, words, dataDirectory, 0, output: true);
        var output = await verb.StandardOutput.ReadToEndAsync();
        await verb.WaitForExitAsync();
        return verb.ExitCode == 0 ? (output.Trim(), verb) : throw new InvalidOperationException($"{string.Join(' ', words)} ended with {verb.ExitCode}.");
    }

    /// <summary>Starts a verb and leaves it running.</summary>
    public static Process Begin(string dataDirectory, params string[] words) => Start(Portal, words, dataDirectory, 0, output: false);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<Children> StartAsync(string program, string[] words, string? dataDirectory)
    {
        var port = FreePort();
        var server = Start(program, words, dataDirectory, port, output: false);
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

        throw new InvalidOperationException($"{program} {string.Join(' ', words)} did not start.");
    }

    private static Process Start(string program, string[] words, string? dataDirectory, int port, bool output)
    {
        ProcessStartInfo info = new("dotnet", [program, .. words]) { RedirectStandardOutput = output, UseShellExecute = false };
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
