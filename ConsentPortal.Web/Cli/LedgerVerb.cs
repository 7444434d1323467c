namespace ConsentPortal.Web.Cli;

/// <summary><c>ledger</c>.</summary>
internal static class LedgerVerb
{
    public static Task<int> RunAsync(CommandContext context) => throw new CommandException("Not built yet.");
}
