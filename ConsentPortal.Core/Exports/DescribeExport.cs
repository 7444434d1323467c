using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Exports;

/// <summary>A filter as the audit trail shows it: codes and ids, never an address or a name.</summary>
internal static class DescribeExport
{
    public static string Of(ExportAsk ask, Rulebook rules) => string.Join(", ", (ask.What switch
    {
        ExportWhat.Contacts => Contacts(ask.Contacts),
        ExportWhat.Audit => Audit(ask),
        _ => Consents(ask.Consents, rules),
    }).Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}"));

    private static IEnumerable<(string Name, string? Value)> Consents(ConsentFilter f, Rulebook rules) =>
    [
        ("point", f.Points.Count == 0 ? null : string.Join(' ', f.Points)), ("contact", f.ContactId.IsNone ? null : f.ContactId.ToString()), ("profile", rules.Profile(f.ProfileId)?.Code),
        ("purpose", rules.Purpose(f.PurposeId)?.Code), ("topic", f.TopicId is not { } topic ? null : topic.IsNone ? "none" : rules.Topic(topic)?.Code), ("channel", Say(f.Channel)), ("status", Say(f.Status)),
        ("by", Say(f.ActorKind)), ("how", Say(f.Action)), ("source", f.Source), ("reason", f.Reason), ("from", Day(f.From)), ("until", Day(f.Until)), ("acted-from", Day(f.HappenedFrom)),
        ("acted-until", Day(f.HappenedUntil)), ("ends-before", Day(f.EndsBefore)), ("import", f.ImportBatch == 0 ? null : f.ImportBatch.ToString(CultureInfo.InvariantCulture)), ("flagged", f.Flagged ? "true" : null),
    ];

    private static IEnumerable<(string Name, string? Value)> Contacts(ContactFilter f)
        => [("search", string.IsNullOrWhiteSpace(f.Text) ? null : "given"), ("kind", Say(f.Kind)), ("account", f.AccountId.IsNone ? null : f.AccountId.ToString())];

    private static IEnumerable<(string Name, string? Value)> Audit(ExportAsk ask) =>
    [
        ("kind", Some(ask.Audit.Kind)), ("by", ask.Audit.Actor is { } by ? $"{Word.Of(by.Kind)} {by.Id}".Trim() : null), ("subject", Some(ask.Audit.SubjectKind)), ("id", Some(ask.Audit.SubjectId)),
        ("from", Day(ask.Audit.From)), ("until", Day(ask.Audit.Until)),
    ];

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Say<T>(T? word) where T : struct, Enum => word is { } known ? Word.Of(known) : null;

    private static string? Day(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
