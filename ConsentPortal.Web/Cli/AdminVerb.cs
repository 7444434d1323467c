using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.Cli;

/// <summary><c>admin create --email E [--name N]</c> and <c>admin reset --email E</c>: makes or rescues an administrator; the link to
/// set the password goes to standard output, alone.</summary>
internal static class AdminVerb
{
    private const string Usage = "Say 'admin create --email ann@example.com' or 'admin reset --email ann@example.com'.";

    public static async Task<int> RunAsync(CommandContext context)
    {
        var action = context.Words.FirstOrDefault();
        if (action is not ("create" or "reset"))
        {
            throw new CommandException(Usage);
        }

        var email = context.Option("--email") ?? throw new CommandException($"--email is missing. {Usage}");
        await context.UpgradeAsync();
        var token = action == "create" ? await CreateAsync(context, email) : await ResetAsync(context, email);
        var address = context.Get<PublicUrl>();
        Console.WriteLine(address.To(Urls.SetPassword(token)));
        await Console.Error.WriteLineAsync("Open this link within 24 hours to choose the password. It works once.");
        if (!address.IsConfigured)
        {
            await Console.Error.WriteLineAsync("Where people reach the portal under another address, put that before /set-password, or set ConsentPortal__PublicUrl.");
        }

        return 0;
    }

    private static async Task<string> CreateAsync(CommandContext context, string email)
    {
        var name = context.Option("--name") ?? email.Split('@')[0];
        var outcome = await context.Get<InviteMember>().RunAsync(new(email, name, new(Role.Administrator)), Actor.System, CancellationToken.None);
        return outcome.Problem is { Refusal: Refusal.Conflict } taken ? throw new CommandException($"{taken.Message} 'admin reset --email {email}' makes a new link for an administrator.")
            : outcome.Problem is { } problem ? throw new CommandException($"{problem.Field}: {problem.Message}") : outcome.Value.Token;
    }

    private static async Task<string> ResetAsync(CommandContext context, string email)
    {
        var outcome = await context.Get<RescueAdministrator>().RunAsync(new(email), Actor.System, CancellationToken.None);
        return outcome.Problem is { Refusal: Refusal.NotFound } ? throw new CommandException($"There is no member {email}. 'admin create --email {email}' makes one.")
            : outcome.Problem is { } problem ? throw new CommandException(problem.Message) : outcome.Value.Token;
    }
}
