using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ConsentPortal.Tests.Testing;

/// <summary>A receiver as a customer builds one: a process of its own under Node.js with the library of Standard Webhooks, which writes down
/// what it accepted before it answers. It can be killed and started again.</summary>
public sealed class NodeReceiver : IAsyncDisposable
{
    private const string Package = "standardwebhooks@1.1.1";

    private const string Script = """
        const { Webhook } = require("standardwebhooks"), http = require("http"), fs = require("fs");
        const [port, secret, log] = process.argv.slice(2), verifier = new Webhook(secret);
        http.createServer((request, response) => {
          let body = "";
          request.on("data", part => body += part).on("end", () => {
            try {
              const event = verifier.verify(body, request.headers);
              fs.appendFileSync(log, JSON.stringify({ id: request.headers["webhook-id"], same: event.id, subject: event.subject, sequence: Number(event.sequence), status: event.data.status }) + "\n");
              response.writeHead(204).end();
            } catch (error) {
              fs.appendFileSync(log + ".refused", error.message + "\n");
              response.writeHead(400).end();
            }
          });
        }).listen(Number(port), "127.0.0.1");
        """;

    private static readonly Lazy<Task<string>> Modules = new(InstallAsync);
    private readonly string folder = Directory.CreateTempSubdirectory("receiver").FullName;
    private readonly int port = FreePort();
    private Process? node;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");

    /// <summary>What it accepted, in the order of its coming.</summary>
    public IReadOnlyList<Accepted> Log => File.Exists(LogFile) ? [.. Lines(LogFile).Select(l => JsonSerializer.Deserialize<Accepted>(l, JsonSerializerOptions.Web)!)] : [];

    /// <summary>What the library refused, and why.</summary>
    public IReadOnlyList<string> Refused => File.Exists(LogFile + ".refused") ? Lines(LogFile + ".refused") : [];

    private string LogFile => Path.Combine(folder, "log");

    public async Task StartAsync(string secret)
    {
        var script = Path.Combine(folder, "receiver.js");
        await File.WriteAllTextAsync(script, Script);
        ProcessStartInfo info = new("node", [script, port.ToString(CultureInfo.InvariantCulture), secret, LogFile]) { UseShellExecute = false };
        info.Environment["NODE_PATH"] = Path.Combine(await Modules.Value, "node_modules");
        node = Process.Start(info)!;
        for (var n = 0; n < 100; n++)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }

        Assert.Fail("The receiver did not start.");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (node is { HasExited: false })
        {
            node.Kill();
            await node.WaitForExitAsync();
        }

        node?.Dispose();
        node = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    public sealed record Accepted(string Id, string Same, string Subject, long Sequence, string? Status);

    // a line that is only half there is the next look's
    private static List<string> Lines(string file)
    {
        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    // once on a machine; two at it put the same in the same place
    private static async Task<string> InstallAsync()
    {
        var place = Path.Combine(Path.GetTempPath(), $"consentportal-{Package.Replace('@', '-')}");
        if (Directory.Exists(Path.Combine(place, "node_modules", "standardwebhooks")))
        {
            return place;
        }

        var fresh = Directory.CreateTempSubdirectory("npm").FullName;
        using (var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--silent", Package]) { UseShellExecute = false, WorkingDirectory = fresh })!)
        {
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, "npm could not install the verifier.");
        }

        try
        {
            Directory.Move(fresh, place);
            return place;
        }
        catch (IOException)
        {
            return fresh; // another was quicker
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
