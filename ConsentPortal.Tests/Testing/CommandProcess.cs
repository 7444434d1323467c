using System.Diagnostics;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Tests.Testing;

/// <summary>The portal's executable as an owner runs it, on the database of a test.</summary>
public static class CommandProcess
{
    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(TestPortal portal, params string[] words)
    {
        ProcessStartInfo info = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ConsentPortal.Web.dll"), .. words]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var options = portal.Get<DatabaseOptions>();
        info.Environment["ConsentPortal__DataDirectory"] = portal.Folder;
        info.Environment["ConsentPortal__Database__Provider"] = options.Provider.ToString();
        info.Environment["ConnectionStrings__ConsentPortal"] = options.ConnectionString;
        using var process = Process.Start(info)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
