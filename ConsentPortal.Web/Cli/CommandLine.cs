namespace ConsentPortal.Web.Cli;

/// <summary>The verbs of the command line. Each exits 0, or 1 with one clear line on standard error.</summary>
public static class CommandLine
{
    private static readonly Dictionary<string, Func<CommandContext, Task<int>>> Verbs = new(StringComparer.Ordinal)
    {
        ["migrate"] = MigrateVerb.RunAsync,
        ["admin"] = AdminVerb.RunAsync,
        ["api-key"] = ApiKeyVerb.RunAsync,
        ["import"] = ImportVerb.RunAsync,
        ["seed"] = SeedVerb.RunAsync,
        ["ledger"] = LedgerVerb.RunAsync,
        ["counts"] = CountsVerb.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (!Verbs.TryGetValue(args[0], out var verb))
        {
            await Console.Error.WriteLineAsync($"'{args[0]}' is no verb. There are: {string.Join(", ", Verbs.Keys.Order(StringComparer.Ordinal))}; without a verb the portal is served.");
            return 1;
        }

        try
        {
            await using var context = CommandContext.Open(args[1..]);
            return await verb(context);
        }
        catch (CommandException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (Exception error) when (PortalBuilder.TroubleInWords(error) is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return 1;
        }
    }
}

/// <summary>Ends a verb with one line to the person.</summary>
public sealed class CommandException(string message) : Exception(message);
