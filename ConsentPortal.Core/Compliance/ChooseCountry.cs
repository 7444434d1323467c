using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Remembers where the company is, which the first administrator is asked once; it decides which preset is offered. "Not now" is
/// an answer too.</summary>
public sealed class ChooseCountry(IDbContextFactory<PortalDb> databases)
{
    /// <param name="Country">ISO 3166-1 alpha-2; empty = not now.</param>
    public sealed record Command(string Country);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } forbidden)
        {
            return forbidden;
        }

        var country = command.Country.Trim().ToUpperInvariant();
        if (country.Length > 0 && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
        {
            return Problem.Invalid("Country", "Choose a country of the list.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var setting = await db.Set<Setting>().FindAsync([SettingNames.Country], ct);
        var changes = new ChangeList().Add("Country", setting?.Value, country);
        if (setting is null)
        {
            db.Add(setting = new() { Name = SettingNames.Country });
        }

        setting.Value = country;
        db.Announce(new CountryEvent { SubjectName = "country", Changes = changes.Items }, actor);
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    private sealed record CountryEvent() : PortalEvent("settings.country_chosen", "settings", SettingNames.Country);
}
