using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Audit;

/// <summary>What was changed on the person's record and who looked at what is sensitive there: without the names of those who did
/// (C-579/21), with the values before and after.</summary>
public sealed class AuditHoldings(HeldRows rows) : IHoldsPersonalData
{
    public string Room => "Audit";

    public IReadOnlyList<PersonalTable> Tables { get; } = [new("audit_entries", "changes")];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        var (people, points) = (Words(subject.Contacts), Words(subject.ContactPoints));
        await foreach (var some in rows.SlicesAsync<AuditEntry>((db, last) => db.Set<AuditEntry>()
            .Where(a => ((a.SubjectKind == "contact" && people.Contains(a.SubjectId)) || (a.SubjectKind == "contactPoint" && points.Contains(a.SubjectId))) && a.Id > (last == null ? default : last.Id)).OrderBy(a => a.Id), ct))
        {
            var values = await rows.TextsAsync(some.Select(a => a.ValuesId), ct);
            foreach (var entry in some)
            {
                yield return new("changes", "audit_entries", entry.Id.ToString(), entry.At, Fields(entry, values.GetValueOrDefault(entry.ValuesId)));
            }
        }
    }

    private static IReadOnlyList<PersonalField> Fields(AuditEntry entry, string? values)
    {
        var fields = new PersonalFields().Add("at", entry.At).Add("kind", entry.Kind).Add("actedAs", entry.ActorKind);
        if (values is null || JsonSerializer.Deserialize<AuditValues>(values) is not { } said)
        {
            return fields.Items; // erased
        }

        foreach (var change in said.Changes)
        {
            var other = change.Field is "guardian" or "owner"; // names somebody else
            fields.Add($"{change.Field}.before", change.Old, other).Add($"{change.Field}.after", change.New, other);
        }

        return fields.Add("reason", said.Reason, ofOthers: true).Items;
    }

    private static List<string> Words(IEnumerable<long> ids) => [.. ids.Select(i => i.ToString(CultureInfo.InvariantCulture))];
}
