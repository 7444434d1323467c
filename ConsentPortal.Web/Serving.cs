namespace ConsentPortal.Web;

/// <summary>Serves the portal until it is told to stop.</summary>
internal static class Serving
{
    /// <summary>The exit code: 1 after one line on standard error that says why it could not start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var portal = PortalBuilder.Build(args);
            await portal.UpgradeAsync();
            await portal.FillDemoAsync();
            await portal.RunAsync();
            return 0;
        }
        catch (Exception error) when (PortalBuilder.TroubleInWords(error) is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return 1;
        }
    }
}
