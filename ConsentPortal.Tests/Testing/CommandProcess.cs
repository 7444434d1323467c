using ConsentPortal.Core.Storage;

namespace ConsentPortal.Tests.Testing;

/// <summary>A verb of the portal's executable as an owner runs it, on the database of a test.</summary>
public static class CommandProcess
{
    /// <summary>Runs the verb to its end.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(TestPortal portal, params string[] words)
    {
        var options = portal.Get<DatabaseOptions>();
        await using var process = PortalProcess.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConsentPortal:DataDirectory"] = portal.Folder,
            ["ConsentPortal:Database:Provider"] = options.Provider.ToString(),
            ["ConnectionStrings:ConsentPortal"] = options.ConnectionString,
        }, words);
        return (await process.EndAsync(), process.Output, process.Errors);
    }
}
