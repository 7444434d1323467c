using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>What every portal starts with (domain.md §2 "Defaults"): the profile Default with Commercial, Transactional and Tracking.</summary>
public sealed class DefaultRulebook(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>Makes them in an empty database; does nothing in any other.</summary>
    public async Task MakeAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<ComplianceProfile>().AnyAsync(ct))
        {
            return;
        }

        var now = clock.Now();
        var preset = RegimePresets.Find("can-spam")!;
        RulebookMaker maker = new(ids, now);
        var commercial = maker.Purpose(1, "commercial", PurposeType.Commercial, StartingTexts.Name("commercial"), StartingTexts.Description("commercial"));
        foreach (var (number, code) in ((short, string)[])[(1, "newsletter"), (2, "product-updates")])
        {
            commercial.Topics.Add(maker.Topic(commercial, number, number, code, StartingTexts.Name(code), StartingTexts.Description(code)));
        }

        var transactional = maker.Purpose(2, "transactional", PurposeType.Transactional, StartingTexts.Name("transactional"), StartingTexts.Description("transactional"));
        var tracking = maker.Purpose(3, "tracking", PurposeType.Tracking, StartingTexts.Name("tracking"), StartingTexts.Description("tracking"));
        var profile = maker.Profile(1, "default", "Default", doubleOptIn: false);
        foreach (var purpose in new[] { commercial, transactional, tracking })
        {
            maker.Use(profile, purpose, preset);
            db.Add(purpose);
        }

        db.Add(profile);
        db.Announce(new RulebookEvent(RulebookEvents.RulebookCreated, profile.Id.ToString()) { SubjectName = profile.Name }, Actor.System);
        await db.SaveChangesAsync(ct);
    }
}
