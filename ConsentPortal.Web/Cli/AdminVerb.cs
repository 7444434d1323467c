namespace ConsentPortal.Web.Cli;

/// <summary><c>admin</c>.</summary>
internal static class AdminVerb
{
    public static Task<int> RunAsync(CommandContext context) => throw new CommandException("Not built yet.");
}
