using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ConsentPortal.Tests.Testing;

/// <summary>The portal as its owner runs it: a process of its own, in Production, on an empty data directory. It can be killed and started again.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("owner").FullName;
    private Process? server;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Runs a verb to its end on the same data directory.</summary>
    public async Task<(int Exit, string Output, string Error)> RunAsync(params string[] words)
    {
        using var process = Start(words);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Serves until it is killed; comes back once it answers.</summary>
    public async Task ServeAsync()
    {
        server = Start([]);
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        using HttpClient client = new() { BaseAddress = Address };
        for (var n = 0; n < 300; n++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                Assert.False(server.HasExited, "The portal ended before it answered.");
                await Task.Delay(100);
            }
        }

        Assert.Fail("The portal did not answer within 30 seconds.");
    }

    /// <summary>As a power cut does: no farewell to anybody.</summary>
    public async Task KillAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }

        server?.Dispose();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    // the portal's own output folder, which lies beside that of the tests: it has its static files
    private static string Executable()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.Parent!.Parent!.FullName, "ConsentPortal.Web", "bin", here.Parent.Name, here.Name, "ConsentPortal.Web.dll");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Start(string[] words)
    {
        ProcessStartInfo info = new("dotnet", [Executable(), .. words]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        info.Environment["DOTNET_ENVIRONMENT"] = "Production";
        info.Environment["ASPNETCORE_URLS"] = Address.ToString();
        info.Environment["ConsentPortal__DataDirectory"] = folder;
        return Process.Start(info)!;
    }
}
