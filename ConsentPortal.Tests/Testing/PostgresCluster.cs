using System.Diagnostics;
using ConsentPortal.Tests.Testing;

[assembly: AssemblyFixture(typeof(PostgresCluster.Stop))]

namespace ConsentPortal.Tests.Testing;

/// <summary>A throwaway PostgreSQL on a Unix socket, started by the first test that wants one and stopped after the last; none where
/// PostgreSQL is not installed.</summary>
public sealed class PostgresCluster
{
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(StartAsync);
    private readonly string folder = Directory.CreateTempSubdirectory("pg").FullName; // short: a socket path may have 107 bytes at most
    private int databases;

    private static string? Tools => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    public static bool IsInstalled => Tools is not null;

    public static Task<PostgresCluster> GetAsync() => Shared.Value;

    public string ConnectionTo(string database) => $"Host={folder};Username=postgres;Database={database};Maximum Pool Size=30;Connection Idle Lifetime=10;Connection Pruning Interval=5";

    public string NewName() => $"t{Interlocked.Increment(ref databases)}";

    private static async Task<PostgresCluster> StartAsync()
    {
        PostgresCluster cluster = new();
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres:", cluster.folder);
        }

        await AsPostgresAsync("initdb", "-D", $"{cluster.folder}/d", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        await AsPostgresAsync("pg_ctl", "-D", $"{cluster.folder}/d", "-l", $"{cluster.folder}/log", "-w", "-t", "60", "-o",
            $"-c listen_addresses='' -c unix_socket_directories={cluster.folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=800", "start");
        return cluster;
    }

    private static Task AsPostgresAsync(string tool, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("runuser", ["-u", "postgres", "--", $"{Tools}/{tool}", .. arguments])
        : RunAsync($"{Tools}/{tool}", arguments);

    private static async Task RunAsync(string file, params string[] arguments)
    {
        // the server that pg_ctl leaves behind holds the inherited output: never wait for the end of a redirected pipe
        var info = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", file, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(info)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} -> {process.ExitCode}");
        }
    }

    public sealed class Stop : IAsyncLifetime
    {
        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            if (Shared.IsValueCreated)
            {
                var cluster = await Shared.Value;
                await AsPostgresAsync("pg_ctl", "-D", $"{cluster.folder}/d", "-m", "immediate", "-w", "stop");
                Directory.Delete(cluster.folder, recursive: true);
            }
        }
    }
}
