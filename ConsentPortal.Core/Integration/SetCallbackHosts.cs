using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Says to which hosts an application may have the states of its requests sent: whoever holds its key cannot point the portal elsewhere.</summary>
public sealed class SetCallbackHosts(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Hosts">Names, with blanks, commas or lines between; empty = none.</param>
    public sealed record Command(Id<Application> Id, string Hosts);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ManageKeys) is { } forbidden)
        {
            return forbidden;
        }

        var hosts = CallbackHosts.Read(command.Hosts);
        if (hosts.FirstOrDefault(h => Uri.CheckHostName(h) == UriHostNameType.Unknown) is { } wrong)
        {
            return Problem.Invalid("hosts", $"'{Text.Cut(wrong, 60)}' is no name of a host. Enter names such as dsr.example.com.");
        }

        var text = string.Join(' ', hosts);
        if (text.Length > Application.CallbackHostsMaxLength)
        {
            return Problem.Invalid("hosts", $"At most {Application.CallbackHostsMaxLength} characters.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<Application>().FirstOrDefaultAsync(a => a.Id == command.Id, ct) is not { } application)
        {
            return Problem.NotFound("There is no such application.");
        }

        var changes = new ChangeList().Add("callbackHosts", application.CallbackHosts, text);
        if (changes.Any)
        {
            application.CallbackHosts = text;
            db.Announce(new ApplicationChanged(ApplicationChanged.CallbackHostsSet, application.Id) { SubjectName = application.Name, Changes = changes.Items }, actor);
            await db.SaveChangesAsync(ct);
        }

        return new Done();
    }
}

/// <summary>Names of hosts in one text.</summary>
public static class CallbackHosts
{
    private static readonly char[] Between = [' ', ',', ';', '\n', '\r', '\t'];

    public static IReadOnlyList<string> Read(string text) => [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(h => h.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    internal static bool Has(string allowed, string host) => Read(allowed).Contains(host.ToLowerInvariant(), StringComparer.Ordinal);
}
