using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>What people agree to under one purpose: for itself and each topic, by language, every version with what changed in it.</summary>
public sealed class FindWordings(IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    /// <param name="TopicId">0 = the purpose itself.</param>
    /// <param name="Texts">By language; a language that is not there has no version.</param>
    public sealed record Row(Id<Topic> TopicId, LocalText Name, LocalText Description, bool Active, IReadOnlyDictionary<string, IReadOnlyList<Version>> Texts)
    {
        /// <summary>The version in force in exactly this language.</summary>
        public Version? In(string language) => Texts.TryGetValue(language, out var versions) ? versions[0] : null;
    }

    /// <param name="PublishedBy">The name of the member of staff; empty = the portal, or somebody who is gone.</param>
    /// <param name="Changes">Against the version before; the first one is all new.</param>
    public sealed record Version(int Number, string Reference, string Text, DateTimeOffset PublishedAt, string PublishedBy, IReadOnlyList<WordChange> Changes);

    /// <summary>The purpose first, then its topics in their order. Versions newest first.</summary>
    public async Task<Outcome<List<Row>>> RunAsync(Id<Purpose> purposeId, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ReadCompliance) is { } missing)
        {
            return missing;
        }

        var rules = await rulebooks.FreshAsync(ct);
        if (rules.Purpose(purposeId) is not { } purpose || !actor.Sees(rules, purpose))
        {
            return Problem.NotFound("There is no such purpose.");
        }

        var all = rules.Wordings.Of(purposeId).ToList();
        var names = await NamesAsync(all, ct);
        return new List<Row>
        ([
            new(default, purpose.Name, purpose.Description, purpose.State.Active, Texts(all, default, names)),
            .. purpose.Topics.OrderBy(t => t.Order).ThenBy(t => t.Id).Select(t => new Row(t.Id, t.Name, t.Description, t.State.Active, Texts(all, t.Id, names))),
        ]);
    }

    private static Dictionary<string, IReadOnlyList<Version>> Texts(List<PublishedWording> all, Id<Topic> topic, Dictionary<string, string> names)
        => all.Where(w => w.TopicId == topic).GroupBy(w => w.Language, StringComparer.Ordinal).ToDictionary(g => g.Key, g =>
        {
            var versions = g.OrderByDescending(w => w.Number).ToList();
            return (IReadOnlyList<Version>)[.. versions.Select((w, i) => new Version(w.Number, w.Reference, w.Text, w.PublishedAt, names.GetValueOrDefault(w.PublishedBy) ?? "",
                WordDiff.Between(i + 1 < versions.Count ? versions[i + 1].Text : "", w.Text)))];
        }, StringComparer.Ordinal);

    private async Task<Dictionary<string, string>> NamesAsync(List<PublishedWording> all, CancellationToken ct)
    {
        List<long> members = [.. all.Select(w => w.PublishedBy).Distinct(StringComparer.Ordinal).Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n != 0)];
        if (members.Count == 0)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().Where(u => members.Contains(u.Id)).ToDictionaryAsync(u => u.Id.ToString(CultureInfo.InvariantCulture), u => u.DisplayName, StringComparer.Ordinal, ct);
    }
}
