namespace ConsentPortal.Web.Cli;

/// <summary><c>import</c>.</summary>
internal static class ImportVerb
{
    public static Task<int> RunAsync(CommandContext context) => throw new CommandException("Not built yet.");
}
