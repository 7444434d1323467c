using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Exports;

/// <summary>The body of an export: <c>what</c>, <c>filter</c>, <c>format</c>, <c>reason</c>. The members of the filter are those of its list.</summary>
internal sealed class ExportCallReader(Rulebooks rulebooks)
{
    public sealed record Call(ExportAsk Ask, ExportFormat Format, string Reason);

    public async Task<Call> ReadAsync(Fields body, CancellationToken ct)
    {
        var what = body.Word<ExportWhat>("what");
        if (what is null && body.Problems.Count == 0)
        {
            body.Refuse("what", $"Say one of {string.Join(", ", Word.All<ExportWhat>())}.");
        }

        var format = body.Word<ExportFormat>("format") ?? ExportFormat.Csv;
        var reason = body.Need("reason", "Say what the file is for: it leaves the portal with addresses.", ExportRules.ReasonMaxLength);
        var filter = body.Object("filter");
        body.NoOthers();
        ExportAsk ask = new(what ?? default);
        ask = filter is null || what is null ? ask : what switch
        {
            ExportWhat.Contacts => ask with { Contacts = new(filter.Text("text", 200), filter.Word<ContactKind>("kind")) },
            ExportWhat.Audit => ask with { Audit = Audit(filter) },
            _ => ask with { Consents = Consents(filter, await rulebooks.FreshAsync(ct)) },
        };
        if (what is not null)
        {
            filter?.NoOthers();
        }

        return new(ask, format, reason);
    }

    private static FindAuditEntries.Filter Audit(Fields filter) => new(filter.Text("kind", AuditEntry.KindMaxLength), null, filter.Text("subjectKind", AuditEntry.KindMaxLength), filter.Text("subjectId", AuditEntry.KindMaxLength),
        filter.Time("from"), filter.Time("until"));

    private static ConsentFilter Consents(Fields filter, Rulebook rules)
    {
        var purpose = Known(filter, "purpose", rules.Purpose);
        var topic = filter.Text("topic") is not { Length: > 0 } code ? null : purpose?.Topics.FirstOrDefault(t => t.Code == code);
        if (topic is null && filter.Text("topic") is { Length: > 0 })
        {
            filter.Refuse("topic", "There is no such topic under this purpose.");
        }

        return new()
        {
            ProfileId = Known(filter, "profile", rules.Profile)?.Id ?? default, PurposeId = purpose?.Id ?? default, TopicId = topic?.Id, Channel = filter.Word("channel", Channel.None), Status = filter.Word<ConsentStatus>("status"),
            ActorKind = filter.Word<ActorKind>("actor"), Action = filter.Word<ConsentAction>("action"), Source = Some(filter.Text("source", ConsentEvent.SourceMaxLength)), Reason = Some(filter.Text("reason", 100)),
            From = filter.Time("recordedFrom"), Until = filter.Time("recordedUntil"), HappenedFrom = filter.Time("occurredFrom"), HappenedUntil = filter.Time("occurredUntil"), EndsBefore = filter.Time("endsBefore"),
            Flagged = filter.Flag("flagged") ?? false,
        };
    }

    private static T? Known<T>(Fields filter, string name, Func<string, T?> find) where T : class
    {
        if (filter.Text(name) is not { Length: > 0 } code)
        {
            return null;
        }

        var found = find(code);
        if (found is null)
        {
            filter.Refuse(name, $"There is no such {name}.");
        }

        return found;
    }

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
