namespace ConsentPortal.Web.Cli;

/// <summary><c>api-key</c>.</summary>
internal static class ApiKeyVerb
{
    public static Task<int> RunAsync(CommandContext context) => throw new CommandException("Not built yet.");
}
