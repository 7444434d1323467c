namespace ConsentPortal.Web.Cli;

/// <summary><c>seed</c>.</summary>
internal static class SeedVerb
{
    public static Task<int> RunAsync(CommandContext context) => throw new CommandException("Not built yet.");
}
