using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The changes that a person proposed, beside what their record says now.</summary>
public sealed class ReadUpdates(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    /// <param name="Started">They showed who they are, and what could be applied at once was.</param>
    public sealed record View(bool Started, Id<Contact> ContactId, IReadOnlyList<Row> Rows)
    {
        public bool AllDecided => Started && Rows.All(r => r.State != UpdateState.Open);
    }

    /// <param name="Label">Of an own field; empty for one that every record has.</param>
    /// <param name="Now">What the record says; null = this member may not read it.</param>
    /// <param name="Proposed">Null where it was erased, or this member may not read it.</param>
    /// <param name="IsAddress">What happens to consent must be said.</param>
    public sealed record Row(string Field, string Label, string? Now, string? Proposed, UpdateState State, DateTimeOffset? At, string? Reason, bool IsAddress)
    {
        /// <summary>Of a new mail address: whether the person showed by a code that it is theirs; null = it is none.</summary>
        public bool? Proved { get; init; }
    }

    public async Task<Outcome<View>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        var rules = await rulebooks.FreshAsync(ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<PrivacyRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.Kind == RequestKind.Update, ct) is not { } request
            || (actor.BoundToProfile is { } bound && rules.Profile(request.ProfileId)?.Code != bound))
        {
            return Problem.NotFound("There is no such request.");
        }

        var said = await UpdateCases.SaidAsync(db, request, ct);
        var noted = await db.Set<RequestUpdate>().AsNoTracking().Where(u => u.RequestId == id).ToListAsync(ct);
        var reasons = noted.Select(u => u.ReasonId).Where(r => !r.IsNone).ToList();
        var words = await db.Set<SideRow>().AsNoTracking().Where(r => reasons.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Content, ct);
        var own = await db.Set<ContactFieldDefinition>().AsNoTracking().ToDictionaryAsync(d => d.Code, ct);
        var now = await NowAsync(db, request, ct);
        bool? proved = NewAddresses.Of(request, said) is null ? null : await NewAddresses.IsProvedAsync(db, id, ct);
        var fields = noted.Select(u => u.Field).Union(said?.Proposed.Keys ?? Enumerable.Empty<string>()).OrderBy(f => UpdateFields.BuiltIn.ToList().IndexOf(f) is var at and >= 0 ? at : int.MaxValue).ThenBy(f => f, StringComparer.Ordinal);
        return new View(request.ActedAt is not null, request.ContactId, [.. fields.Select(field =>
        {
            var (update, definition) = (noted.Find(u => u.Field == field), own.GetValueOrDefault(field));
            var hidden = definition is { IsSensitive: true } || definition?.ReadableBy(actor) == false; // read where reading is written down: on the contact's page
            return new Row(field, definition?.Label ?? "", hidden ? null : now.GetValueOrDefault(field, ""), hidden ? null : said?.Proposed.GetValueOrDefault(field), update?.State ?? UpdateState.Open, update?.At,
                update is null ? null : words.GetValueOrDefault(update.ReasonId), UpdateFields.Channels(field).Count > 0) { Proved = field == UpdateFields.Email ? proved : null };
        })]);
    }

    private static async Task<Dictionary<string, string>> NowAsync(PortalDb db, PrivacyRequest request, CancellationToken ct)
    {
        var id = await ContactAliases.StandingAsync(db, request.ContactId, ct);
        if (id.IsNone || await db.Set<Contact>().AsNoTracking().Include(c => c.States.Where(s => s.Until == null)).FirstOrDefaultAsync(c => c.Id == id, ct) is not { } contact)
        {
            return [];
        }

        Dictionary<string, string> now = new(contact.Fields, StringComparer.Ordinal);
        var points = await ObjectionScope.PointsOfAsync(db, id, ct);
        foreach (var field in UpdateFields.BuiltIn)
        {
            var channels = UpdateFields.Channels(field);
            now[field] = channels.Count == 0 ? UpdateFields.Of(ContactFields.Of(contact), field) : string.Join(", ", points.Where(p => channels.Contains(p.Channel)).Select(p => p.Address).Distinct(StringComparer.Ordinal));
        }

        return now;
    }
}
