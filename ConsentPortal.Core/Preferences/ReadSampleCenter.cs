using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>A profile's preference center for staff, as somebody would see it whose address nobody knows, or as one of their contacts does.
/// Nothing is stored, and nobody is told.</summary>
public sealed class ReadSampleCenter(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks, ChoiceReader choices, PreferenceCenters centers, ReadPreferenceCenter center)
{
    /// <summary>The draft where there is one.</summary>
    public const string Draft = "draft";

    /// <param name="Version"><see cref="Draft"/>, the number of a published version, or null: what readers see.</param>
    /// <param name="ContactId">Whose page it is; none = somebody unknown.</param>
    /// <param name="PointId">Which of their addresses; none = the first.</param>
    public sealed record Ask(Id<ComplianceProfile> ProfileId, string? Version = null, Id<Contact> ContactId = default, Id<ContactPoint> PointId = default);

    public async Task<Outcome<PreferenceView>> RunAsync(Ask ask, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Profile(ask.ProfileId) is not { } profile)
        {
            return Problem.NotFound("There is no such profile.");
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var published = await centers.OfAsync(rules, profile.Id, ct);
        var design = await DesignAsync(db, ask, published, ct);
        return design is null ? Problem.NotFound("There is no such version.")
            : ask.ContactId.IsNone ? await UnknownAsync(rules, profile, published, await centers.ShownAsync(design, ct), ct) : await KnownAsync(db, ask, profile, (design, rules), actor, ct);
    }

    private static async Task<CenterDesign?> DesignAsync(PortalDb db, Ask ask, PreferenceCenter published, CancellationToken ct) => ask.Version switch
    {
        null or "" => published.Design,
        Draft => (await db.Set<CenterDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.ProfileId == ask.ProfileId, ct))?.Design ?? published.Design,
        "0" => published.Begun,
        _ => int.TryParse(ask.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (await db.Set<CenterVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.ProfileId == ask.ProfileId && v.Number == number, ct))?.Design : null,
    };

    private async Task<PreferenceView> UnknownAsync(Rulebook rules, ComplianceProfile profile, PreferenceCenter published, CenterDesign design, CancellationToken ct)
    {
        var key = ContactPointKey.TryParse(Channel.Email, "ann@example.com", out var made) ? made : default;
        LinkFacts facts = new() { RulebookVersion = rules.Version, Points = { new(new(1), Channel.Email, key.Canonical, key.Canonical) } }; // no stored point has this id
        LinkScope scope = new(profile, CommercialOf(rules, profile), null);
        return new()
        {
            Profile = profile, MaskedAddress = ContactPointKey.Mask(Channel.Email, key.Canonical), Channels = [Channel.Email], Wordings = rules.Wordings, Center = published, Design = design,
            Level = design.Has(SectionKind.ConsentLevel) ? new(default, ConsentLevel.Transactional, Child: false, Asked: null, MayRaise: true) : null, OffersDetails = design.Has(SectionKind.ContactFields),
            Purposes = await choices.ReadAsync(rules, new(scope, facts, default), ct),
        };
    }

    // what the person's own link would show; their address stays masked, and only who may see their consents sees it
    private async Task<Outcome<PreferenceView>> KnownAsync(PortalDb db, Ask ask, ComplianceProfile profile, (CenterDesign Design, Rulebook Rules) shown, Actor actor, CancellationToken ct)
    {
        if ((actor.Lacks(Permission.ReadContacts) ?? actor.Lacks(Permission.ReadConsent)) is { } missing)
        {
            return missing;
        }

        var visible = db.Set<Contact>().AsNoTracking().VisibleTo(actor).Where(c => c.Id == ask.ContactId).Select(c => c.Id);
        var points = from contact in visible
                     join link in db.Set<ContactPointLink>().AsNoTracking() on contact equals link.ContactId
                     join point in db.Set<ContactPoint>().AsNoTracking() on link.PointId equals point.Id
                     where link.Until == null && point.ErasedAt == null && (ask.PointId == default || point.Id == ask.PointId)
                     select new { point.Id, point.Channel };
        var found = (await points.ToListAsync(ct)).OrderBy(p => p.Channel).ThenBy(p => p.Id).FirstOrDefault();
        if (found is null)
        {
            return Problem.NotFound("This contact has no address, does not exist, or is not yours to see.");
        }

        PreferenceLink its = new() { PointId = found.Id, Profile = profile.Number, Purpose = CommercialOf(shown.Rules, profile)?.Number ?? 0, ContactId = ask.ContactId };
        return await center.RunAsync(its, shown.Design, ct) is { } view ? view : Problem.NotFound("There is no such profile.");
    }

    private static Purpose? CommercialOf(Rulebook rules, ComplianceProfile profile) => rules.PurposesOf(profile).FirstOrDefault(p => p.Type == PurposeType.Commercial);
}
