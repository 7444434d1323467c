using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Adds to the items of one page what lies in other rows: names, justifications, wordings, message names.</summary>
internal sealed class HistoryTexts(PortalDb db, Actor actor, Rulebook rules)
{
    private Dictionary<Id<SideRow>, string?> sides = [];
    private Dictionary<Id<Contact>, MatrixSharer> people = [];
    private Dictionary<Id<MessageReference>, string> messages = [];
    private Dictionary<string, string> staff = [];
    private Dictionary<long, Id<UndoOffer>> receipts = [];

    public async Task<List<HistoryItem>> AddAsync(List<HistoryItem> items, CancellationToken ct)
    {
        await LoadAsync(items, [.. items.OfType<ConsentItem>().Select(i => i.Event)], [.. items.OfType<SuppressionItem>().Select(i => i.Suppression)], ct);
        return items.ConvertAll(item => item switch
        {
            ConsentItem consent => Worded(consent),
            SuppressionItem s => s with { Note = Text(s.Suppression.NoteId), Actor = Staff(s.Suppression.ActorKind, s.Suppression.ActorId) },
            LinkItem link => link with { Contact = people.GetValueOrDefault(link.Link.ContactId) },
            _ => item,
        });
    }

    private async Task LoadAsync(List<HistoryItem> items, List<ConsentEvent> events, List<Suppression> suppressions, CancellationToken ct)
    {
        List<Id<SideRow>> texts = [.. events.SelectMany(e => new[] { e.JustificationId, e.WordingId }).Concat(suppressions.Select(s => s.NoteId)).Where(id => !id.IsNone).Distinct()];
        List<Id<Contact>> contacts = [.. events.Select(e => e.ContactId).Concat(items.OfType<LinkItem>().Select(l => l.Link.ContactId)).Where(id => !id.IsNone).Distinct()];
        List<Id<MessageReference>> references = [.. events.Select(e => e.MessageRefId).Where(id => !id.IsNone).Distinct()];
        sides = await db.Set<SideRow>().AsNoTracking().Where(s => texts.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Content, ct);
        people = await db.Set<Contact>().AsNoTracking().VisibleTo(actor).Where(c => contacts.Contains(c.Id))
            .Select(c => new MatrixSharer(c.Id, (c.FirstName + " " + c.LastName).Trim())).ToDictionaryAsync(c => c.Id, ct);
        messages = await db.Set<MessageReference>().AsNoTracking().Where(m => references.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Text, ct);
        receipts = await ReceiptsAsync(events, ct);
        staff = await StaffNames.OfAsync(db, [.. events.Where(e => e.ActorKind == ActorKind.Staff).Select(e => e.ActorId),
            .. suppressions.Where(s => s.ActorKind == ActorKind.Staff).Select(s => s.ActorId)], ct);
    }

    // the saves of these addresses in the time of this page, by the index of point and time
    private async Task<Dictionary<long, Id<UndoOffer>>> ReceiptsAsync(List<ConsentEvent> events, CancellationToken ct)
    {
        if (events.Count == 0)
        {
            return [];
        }

        var points = events.ConvertAll(e => e.PointId);
        var (from, to) = (events.Min(e => e.RecordedAt).AddSeconds(-1), events.Max(e => e.RecordedAt).AddSeconds(1));
        var saves = await db.Set<UndoOffer>().AsNoTracking().Where(o => (points.Contains(o.PointId) || points.Contains(o.OtherPointId)) && o.SavedAt >= from && o.SavedAt <= to)
            .Select(o => new { o.Id, o.Events }).ToListAsync(ct);
        return saves.SelectMany(o => o.Events.Select(e => (Event: e, o.Id))).GroupBy(s => s.Event).ToDictionary(g => g.Key, g => g.First().Id);
    }

    private ConsentItem Worded(ConsentItem item)
    {
        var happened = item.Event;
        return item with
        {
            Purpose = rules.Purpose(happened.PurposeId)?.Name ?? new(), Topic = rules.Topic(happened.TopicId)?.Name,
            Actor = Staff(happened.ActorKind, happened.ActorId), About = people.GetValueOrDefault(happened.ContactId),
            Justification = Text(happened.JustificationId), JustificationErased = IsErased(happened.JustificationId),
            Wording = Text(happened.WordingId), WordingErased = IsErased(happened.WordingId),
            Message = messages.GetValueOrDefault(happened.MessageRefId), ReceiptId = receipts.GetValueOrDefault(happened.Id.Value),
        };
    }

    private string? Text(Id<SideRow> id) => sides.GetValueOrDefault(id);

    private bool IsErased(Id<SideRow> id) => !id.IsNone && Text(id) is null;

    private string? Staff(ActorKind kind, string id) => kind == ActorKind.Staff ? staff.GetValueOrDefault(id) : null;
}
