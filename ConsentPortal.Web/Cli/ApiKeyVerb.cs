using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Cli;

/// <summary><c>api-key create --name N [--application A] [--profile P] --scope S [--scope S …]</c>: the new key goes to standard output, alone.</summary>
internal static class ApiKeyVerb
{
    private const string Usage = "Say 'api-key create --name CRM [--application A] [--profile P] --scope consent:check [--scope …]'.";
    private static readonly string[] Options = ["--name", "--application", "--profile", "--scope"];

    public static async Task<int> RunAsync(CommandContext context)
    {
        if (context.Words is not ["create", .. var rest])
        {
            throw new CommandException(Usage);
        }

        RefuseUnknown(rest);
        var name = context.Option("--name") ?? throw new CommandException($"--name is missing. {Usage}");
        await context.UpgradeAsync();
        var issued = await context.Get<IssueApiKey>().RunAsync(
            new(name, context.Option("--application"), context.Option("--profile"), [.. context.Options("--scope")]), Actor.System, CancellationToken.None);
        if (!issued.Ok)
        {
            throw new CommandException(string.Join(' ', issued.Problems.Select(p => p.Field == "scopes" && !context.Options("--scope").Any() ? $"--scope is missing. {Usage}" : p.Message)));
        }

        Console.WriteLine(issued.Value.Key);
        return 0;
    }

    // a misspelt --profile that were overlooked would give a key for every profile
    private static void RefuseUnknown(string[] words)
    {
        for (var i = 0; i < words.Length; i += 2)
        {
            if (!Options.Contains(words[i], StringComparer.Ordinal))
            {
                throw new CommandException($"'{words[i]}' is no option here. {Usage}");
            }

            if (i + 1 == words.Length)
            {
                throw new CommandException($"{words[i]} needs a value.");
            }
        }
    }
}
