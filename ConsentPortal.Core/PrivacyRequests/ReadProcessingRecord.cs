using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The record of processing activities of every profile (GDPR art. 30(1)): derived from its rules, completed by what an administrator wrote.
/// For who keeps it and shows it to an authority: its security measures are no reading for the whole team.</summary>
public sealed class ReadProcessingRecord(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, RetentionBook book, TimeProvider clock)
{
    public sealed record View(DateTimeOffset At, IReadOnlyList<Record> Records, IReadOnlyList<Term> Kept);

    /// <summary>How long the portal keeps a class of data, whatever the purpose (GDPR art. 30(1)(f)).</summary>
    public sealed record Term(string Class, int Days);

    /// <summary>One controller's part of it.</summary>
    public sealed record Record(Id<ComplianceProfile> Id, string Code, string Profile, string Company, string PostalAddress, ControllerFacts Controller, string Regime, IReadOnlyList<string> Applications, IReadOnlyList<Activity> Activities, ProcessingTexts Own, int Version);

    /// <summary>A purpose: what is done with which data, on what basis, who gets them, for how long.</summary>
    public sealed record Activity(string Code, string Name, PurposeType Type, LawfulBasis? Basis, IReadOnlyList<string> Data, IReadOnlyList<string> Recipients, IReadOnlyList<string> Retention, IReadOnlyList<string> Transfers);

    /// <param name="profile">None = all that are in use.</param>
    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> profile, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.Set<ProcessingRecord>().AsNoTracking().ToDictionaryAsync(r => r.ProfileId, ct);
        var connected = await ConnectedAsync(db, ct);
        var records = rules.Profiles.Where(p => p.State.Active && (profile.IsNone || p.Id == profile) && (actor.BoundToProfile is null || actor.BoundToProfile == p.Code))
            .OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Select(p => Of(p, rules, connected, own.GetValueOrDefault(p.Id))).ToList();
        var days = await RetentionBook.RulesAsync(db, ct);
        return new View(clock.Now(), records, [.. book.All.Select(r => new Term(r.Class.Code, RetentionBook.Days(r.Class, days)))]);
    }

    // those in use, with the one profile that each may speak for; empty = all
    private static async Task<List<(string Name, string Profile)>> ConnectedAsync(PortalDb db, CancellationToken ct)
    {
        var keys = await (from a in db.Set<Application>() join k in db.Set<ApiKey>() on a.Id equals k.ApplicationId where a.RetiredAt == null && k.RevokedAt == null select new { a.Name, k.ProfileCode }).Distinct().ToListAsync(ct);
        return keys.ConvertAll(k => (k.Name, k.ProfileCode));
    }

    private static Record Of(ComplianceProfile profile, Rulebook rules, List<(string Name, string Profile)> connected, ProcessingRecord? own)
    {
        var applications = profile.Applications.Concat(connected.Where(c => c.Profile.Length == 0 || c.Profile == profile.Code).Select(c => c.Name)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.CurrentCultureIgnoreCase).ToList();
        var purposes = rules.PurposesOf(profile).Where(p => p.State.Active).Select(p => new Activity(p.Code, p.Name.In(profile.DefaultLanguage), p.Type, p.LawfulBasis, ProcessingFacts.Lines(p.DataCategories), ProcessingFacts.Lines(p.Recipients),
            ProcessingFacts.Lines(p.Retention), ProcessingFacts.Lines(p.Transfers))).ToList();
        return new(profile.Id, profile.Code, profile.Name, profile.CompanyName, profile.PostalAddress, profile.Controller, profile.Regime, applications, purposes, own?.Texts ?? new(), own?.Version ?? 0);
    }
}
