namespace ConsentPortal.Web.Cli;

/// <summary><c>migrate</c>: brings the database to this version.</summary>
internal static class MigrateVerb
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        var count = await context.MigrateAsync();
        Console.WriteLine(count == 0 ? "The database is at this version." : $"The database was brought to this version ({count} migrations).");
        return 0;
    }
}
