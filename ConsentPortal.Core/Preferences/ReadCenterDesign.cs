using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>The design of one profile's preference center for the staff who work on it: what readers see, the draft, what the check finds in it,
/// and why people leave.</summary>
public sealed class ReadCenterDesign(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, CenterFiles files, TimeProvider clock)
{
    /// <summary>How far back the reasons are counted.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);

    /// <param name="DraftVersion">Hand it back with every change, also where there is no draft.</param>
    public sealed record View(ComplianceProfile Profile, int DraftVersion, PublishedCenter Published)
    {
        /// <summary>Null = there is none; then <see cref="Design"/> is the published one.</summary>
        public DraftState? Draft { get; init; }

        /// <summary>What is worked on.</summary>
        public CenterDesign Design => Draft?.Design ?? Published.Design;

        /// <summary>What the check finds in <see cref="Design"/>, errors first.</summary>
        public IReadOnlyList<CenterFinding> Findings { get; init; } = [];

        /// <summary>What publishing would change.</summary>
        public IReadOnlyList<CenterChange> Changes { get; init; } = [];

        public CenterOffers Offers { get; init; } = CenterOffers.None;

        public IReadOnlyList<ReasonRow> Reasons { get; init; } = [];
    }

    /// <param name="BegunFrom">The published number when it was begun: smaller than the published one = somebody published meanwhile.</param>
    /// <param name="By">Name of the member who saved it last; empty = the portal, or somebody who is gone.</param>
    public sealed record DraftState(CenterDesign Design, int BegunFrom, DateTimeOffset At, string By);

    /// <param name="Number">0 = never published: readers see what the portal began with.</param>
    public sealed record PublishedCenter(CenterDesign Design, int Number, DateTimeOffset? At, string By);

    public sealed record ReasonRow(LeavingWord Word, int Count);

    public async Task<Outcome<View>> RunAsync(Id<ComplianceProfile> profileId, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Profile(profileId) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var view = await StateAsync(db, profile, ct);
        return view with
        {
            Findings = CenterCheck.Of(view.Design, rules, profile, await files.BrokenAsync(view.Design, ct)), Changes = CenterChanges.Between(view.Published.Design, view.Design), Offers = CenterOffers.Of(rules, profile),
            Reasons = await ReasonsAsync(db, profileId, ct),
        };
    }

    private static async Task<View> StateAsync(PortalDb db, ComplianceProfile profile, CancellationToken ct)
    {
        var center = await PreferenceCenter.OfAsync(db, profile.Id, ct);
        var draft = await db.Set<CenterDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.ProfileId == profile.Id, ct);
        var last = await db.Set<CenterVersion>().AsNoTracking().Where(v => v.ProfileId == profile.Id && v.Number == center.PublishedNumber).Select(v => new { v.PublishedAt, v.PublishedBy }).FirstOrDefaultAsync(ct);
        var names = await StaffNames.OfAsync(db, new[] { draft?.ChangedBy, last?.PublishedBy }.OfType<string>(), ct);
        return new(profile, draft?.Version ?? 0, new(center.Design, center.PublishedNumber, last?.PublishedAt, names.GetValueOrDefault(last?.PublishedBy ?? "") ?? ""))
        {
            Draft = draft?.Design is { } design ? new(design, draft.BegunFrom, draft.ChangedAt, names.GetValueOrDefault(draft.ChangedBy) ?? "") : null,
        };
    }

    private async Task<List<ReasonRow>> ReasonsAsync(PortalDb db, Id<ComplianceProfile> profileId, CancellationToken ct)
    {
        var since = clock.Now() - Span;
        var counts = await db.Set<LeavingReason>().AsNoTracking().Where(r => r.ProfileId == profileId && r.At > since).GroupBy(r => r.Word).Select(g => new { Word = g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Word).Select(c => new ReasonRow(c.Word, c.Count))];
    }
}

/// <summary>What a profile has that sections can show: a section without any of its own stays empty on the page.</summary>
public sealed record CenterOffers(bool Topics, bool DataUses, bool Tracking, bool Commercial, bool Policy, bool Controller)
{
    public static readonly CenterOffers None = new(false, false, false, false, false, false);

    internal static CenterOffers Of(Rulebook rules, ComplianceProfile profile)
    {
        var purposes = rules.PurposesOf(profile).Where(p => p.State.Active).ToList();
        return new(purposes.Exists(p => p.Topics.Exists(t => t.State.Active && t.Visible)), purposes.Exists(p => p.Type == PurposeType.DataUse), purposes.Exists(p => p.Type == PurposeType.Tracking),
            purposes.Exists(p => p.Type == PurposeType.Commercial), profile.State.PolicyUrl.Length > 0, profile.ControllerContact.Length > 0 || profile.DpoContact.Length > 0);
    }

    /// <summary>False = a section of this kind would have nothing to show.</summary>
    public bool Fills(SectionKind kind) => kind switch
    {
        SectionKind.Topics => Topics,
        SectionKind.DataUses => DataUses,
        SectionKind.Tracking => Tracking,
        SectionKind.Channels or SectionKind.Pause => Commercial,
        _ => true,
    };
}
