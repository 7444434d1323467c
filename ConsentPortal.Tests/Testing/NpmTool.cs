using System.Diagnostics;

namespace ConsentPortal.Tests.Testing;

/// <summary>A package from npm that a test runs beside the portal: installed once into a cache folder of the user, outside the repository.</summary>
public static class NpmTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>The folder that holds <c>node_modules</c> with the package; the test is skipped where there is no npm.</summary>
    /// <param name="package">With its exact version: <c>name@1.2.3</c>.</param>
    public static async Task<string> EnsureAsync(string package)
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var cache = Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "consentportal-tests", "npm");
        var folder = Path.Combine(cache, package.Replace('/', '_'));
        await OneAtATime.WaitAsync();
        try
        {
            if (!Directory.Exists(folder))
            {
                await InstallAsync(package, cache, folder);
            }
        }
        finally
        {
            OneAtATime.Release();
        }

        return folder;
    }

    /// <summary>Runs it to its end; answers the exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string folder, string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        using CancellationTokenSource patience = new(Patience);
        try
        {
            var (said, faults) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await said + await faults);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // into a folder beside it first: one that was cut off must not pass for whole, and two test runs at once must not mix
    private static async Task InstallAsync(string package, string cache, string folder)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "npm"))), "npm is missing.");
        var fresh = Path.Combine(cache, Path.GetRandomFileName());
        Directory.CreateDirectory(fresh);
        var (code, said) = await RunAsync(fresh, "npm", "install", "--prefix", fresh, "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", package);
        Assert.True(code == 0, $"npm could not install {package}: {said}");
        try
        {
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(fresh, recursive: true); // another run was quicker
        }
    }
}
