using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ConsentPortal.Tests.Testing;

/// <summary>The real executable in a process of its own, on a data directory that outlives it: what tests kill and start again.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder errors = new(), output = new();

    private PortalProcess(Process process) => this.process = process;

    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public bool HasEnded => process.HasExited;

    /// <param name="settings">What <see cref="TestDatabase.NewAsync"/> answers, and more.</param>
    /// <param name="words">The command line after the executable.</param>
    public static PortalProcess Start(IReadOnlyDictionary<string, string?> settings, params string[] words)
    {
        ProcessStartInfo start = new("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ConsentPortal.Web.dll"));
        words.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        PortalProcess made = new(new() { StartInfo = start });
        made.process.ErrorDataReceived += (_, line) => Keep(made.errors, line.Data);
        made.process.OutputDataReceived += (_, line) => Keep(made.output, line.Data);
        made.process.Start();
        made.process.BeginErrorReadLine();
        made.process.BeginOutputReadLine();
        return made;
    }

    /// <summary>SIGKILL: nothing in the process can put anything in order.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a supervisor sends it. Not Ctrl+C's SIGINT: whatever a script starts in the background is deaf to that.</summary>
    public void AskToEnd()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> EndAsync(int seconds = 120)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(seconds));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private static void Keep(StringBuilder to, string? line)
    {
        if (line is null)
        {
            return; // the end of the stream
        }

        lock (to)
        {
            to.AppendLine(line);
        }
    }
}
