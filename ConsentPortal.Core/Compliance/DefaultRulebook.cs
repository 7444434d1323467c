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
        var commercial = maker.Purpose(1, "commercial", PurposeType.Commercial, new("Commercial communication", "Werbliche Kommunikation"),
            new("Offers, news and invitations.", "Angebote, Neuigkeiten und Einladungen."));
        commercial.Topics.Add(maker.Topic(commercial, 1, 1, "newsletter", new("Newsletter", "Newsletter"), new("Our regular newsletter.", "Unser regelmäßiger Newsletter.")));
        commercial.Topics.Add(maker.Topic(commercial, 2, 2, "product-updates", new("Product updates", "Produktneuheiten"), new("What is new in our products.", "Was es in unseren Produkten Neues gibt.")));
        var transactional = maker.Purpose(2, "transactional", PurposeType.Transactional, new("Service messages", "Service-Nachrichten"),
            new("Receipts, bookings and security messages.", "Belege, Buchungen und Sicherheitshinweise."));
        var tracking = maker.Purpose(3, "tracking", PurposeType.Tracking, new("Tracking", "Tracking"),
            new("Whether a message was opened and what was clicked.", "Ob eine Nachricht geöffnet und was angeklickt wurde."));
        var profile = maker.Profile(1, "default", "Default", doubleOptIn: false);
        foreach (var purpose in new[] { commercial, transactional, tracking })
        {
            maker.Use(profile, purpose, preset);
            db.Add(purpose);
        }

        db.Add(profile);
        db.Announce(new RulebookEvent("rulebook.created", profile.Id.ToString()) { SubjectName = profile.Name }, Actor.System);
        await db.SaveChangesAsync(ct);
    }
}
