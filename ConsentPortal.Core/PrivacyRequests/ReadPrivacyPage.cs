using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the public pages of a profile's requests show: what each form asks for, and by when somebody who asks today is answered.</summary>
public sealed class ReadPrivacyPage(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, PrivacyIntakes intakes, TimeProvider clock)
{
    /// <param name="Own">The own fields that people may propose new values for.</param>
    /// <param name="Purposes">What somebody may object to.</param>
    public sealed record View(ComplianceProfile Profile, RequestDeadline Dates, IReadOnlyList<Entry> Asked, IReadOnlyList<FindContactFields.Row> Own, IReadOnlyList<Purpose> Purposes);

    /// <param name="Own">The own field behind it; null for a built-in one.</param>
    public sealed record Entry(AskedField Field, ContactFieldDefinition? Own);

    /// <summary>Null where there is no such profile, or it has no such pages. An inactive profile still answers: its people keep their rights.</summary>
    /// <param name="always">For staff, who take requests down whether or not there are public pages.</param>
    public async Task<View?> RunAsync(string code, RequestKind kind, CancellationToken ct, bool always = false)
    {
        var rules = await rulebooks.RecentAsync(ct);
        if (rules.Profile(code) is not { } profile || !(always || await intakes.ShownAsync(profile.Id, ct)))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var place = await RequestPlaces.OfAsync(db, profile.Id, ct);
        var own = kind == RequestKind.Update ? await FindContactFields.RowsAsync(db, Actor.Subject, retired: false, ct) : [];
        var purposes = kind == RequestKind.Object ? rules.PurposesOf(profile).Where(p => ObjectionScope.Named(rules, profile, p.Code) is not null).ToList() : [];
        return new(profile, RequestDeadline.Of(profile.Deadlines, clock.Now(), place.Zone, place.Calendar), await EntriesAsync(db, intakes, profile.Id, kind, ct), own, purposes);
    }

    /// <summary>The address behind a link as its holder may see it; null where it is none that somebody could be answered at.</summary>
    public async Task<string?> MaskedAsync(Id<ContactPoint> id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ContactPoint>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is { Canonical: { } address, Channel: Channel.Email or Channel.Sms or Channel.Voice } point
            ? ContactPointKey.Mask(point.Channel, address) : null;
    }

    // a field that was retired since is asked for no more
    internal static async Task<IReadOnlyList<Entry>> EntriesAsync(PortalDb db, PrivacyIntakes intakes, Id<ComplianceProfile> profile, RequestKind kind, CancellationToken ct)
    {
        var asked = await intakes.AskedAsync(profile, kind, ct);
        var codes = asked.Select(f => f.Code).Except(AskedField.BuiltIn, StringComparer.Ordinal).ToList();
        var own = codes.Count == 0 ? [] : await db.Set<ContactFieldDefinition>().AsNoTracking().Where(f => codes.Contains(f.Code) && f.RetiredAt == null && !f.Denied && f.Sensitivity != FieldSensitivity.Sensitive).ToListAsync(ct);
        var reached = asked.Where(f => f.Code is AskedField.Email or AskedField.Phone).ToList();
        asked = [.. asked.Select(f => reached is [var only] && f == only ? f with { Required = true } : f)]; // without any address nobody can be answered
        return [.. asked.Select(f => new Entry(f, own.Find(o => o.Code == f.Code))).Where(e => e.Own is not null || AskedField.BuiltIn.Contains(e.Field.Code, StringComparer.Ordinal))];
    }
}
