using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Audit;

/// <summary>What is different between two versions of a thing, value by value. What was changed and changed back is no difference.</summary>
public sealed class CompareVersions(IDbContextFactory<PortalDb> databases)
{
    /// <param name="SubjectName">As it is called in the later version; a topic as <c>purpose › topic</c>.</param>
    public sealed record Line(string SubjectKind, string SubjectId, string SubjectName, string Field, string Old, string New);

    /// <param name="Erased">Some values between the two were erased on request, so that differences may be missing.</param>
    public sealed record View(int From, int To, IReadOnlyList<Line> Lines, bool Erased);

    public async Task<Outcome<View>> RunAsync(TrailScope scope, int from, int to, Actor actor, CancellationToken ct)
    {
        if (scope.Refuse(actor) is { } missing)
        {
            return missing;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var versions = await scope.ReadAsync(db, ct);
        var (early, late) = (Math.Min(from, to), Math.Max(from, to));
        if (early < 1 || late > versions.Count)
        {
            return Problem.NotFound("There is no such version.");
        }

        var rows = await AuditRows.ReadAsync(db, [.. versions[early..late].SelectMany(v => v)], actor, ct);
        return new View(early, late, Fold(rows), rows.Exists(r => r.Erased));
    }

    /// <summary>The first old value beside the last new one.</summary>
    internal static List<Line> Fold(IEnumerable<AuditRow> rows)
    {
        List<Line> lines = [];
        foreach (var row in rows)
        {
            if (row.Changes.FirstOrDefault(c => c.Field == "name.en" && c.Old is not null) is { Old: { } was })
            {
                Rename(lines, row, was);
            }

            foreach (var change in row.Changes)
            {
                Add(lines, row, change);
            }
        }

        return [.. lines.Where(l => l.Old != l.New).OrderBy(l => l.SubjectKind, StringComparer.Ordinal).ThenBy(l => l.SubjectName, StringComparer.CurrentCulture)];
    }

    private static void Add(List<Line> lines, AuditRow row, Change change)
    {
        // a purpose that comes or goes is one of a set, not a value that another one replaces
        var at = lines.FindIndex(l => l.SubjectId == row.SubjectId && TopicOf(l.SubjectName) == TopicOf(row.SubjectName) && l.Field == change.Field
            && (change.Field != "purpose" || l.New == (change.Old ?? "") || l.Old == (change.New ?? "")));
        if (at < 0)
        {
            lines.Add(new(row.SubjectKind, row.SubjectId, row.SubjectName, change.Field, change.Old ?? "", change.New ?? ""));
        }
        else
        {
            lines[at] = lines[at] with { New = change.New ?? "", SubjectName = row.SubjectName };
        }
    }

    // a topic is known to the trail by its name, so what it was called before goes with it
    private static void Rename(List<Line> lines, AuditRow row, string was)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].SubjectId == row.SubjectId && (TopicOf(row.SubjectName).Length == 0 ? TopicOf(lines[i].SubjectName).Length == 0 : TopicOf(lines[i].SubjectName) == was))
            {
                lines[i] = lines[i] with { SubjectName = row.SubjectName };
            }
        }
    }

    private static string TopicOf(string subject) => subject.Split(" › ") is [_, var topic, ..] ? topic : "";
}
