using System.Globalization;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Imports;

/// <summary>Makes the topics that a file names and the rulebook lacks. Only rows that are sound otherwise make one.</summary>
public sealed class ImportTopics(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>More than this is no list of topics, it is the wrong column.</summary>
    public const int Most = 200;

    internal async Task<IReadOnlyList<(Purpose, Topic)>> MakeAsync(ImportWork work, bool save, CancellationToken ct)
    {
        var wanted = await MissingAsync(work, ct);
        if (wanted.Count == 0)
        {
            return [];
        }

        RulebookMaker maker = new(ids, clock.Now());
        List<(Purpose, Topic)> made = [];
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var (purpose, word) in wanted)
        {
            var taken = purpose.Topics.Concat(made.Where(m => m.Item1 == purpose).Select(m => m.Item2)).ToList();
            var number = (short)(taken.Select(t => (int)t.Number).DefaultIfEmpty().Max() + 1);
            var topic = maker.Topic(purpose, number, taken.Select(t => t.Order).DefaultIfEmpty().Max() + 1, CodeFor(word, taken), new(Text.Cut(word, Purpose.NameMaxLength)), new());
            made.Add((purpose, topic));
            work.Plan.Add(purpose, word, topic);
        }

        if (save)
        {
            await SaveAsync(db, made, ct);
        }

        return made;
    }

    private static async Task SaveAsync(PortalDb db, List<(Purpose Purpose, Topic Topic)> made, CancellationToken ct)
    {
        foreach (var (purpose, topic) in made)
        {
            db.Add(topic);
            db.Announce(new RulebookEvent("topic.created", purpose.Id.ToString())
            {
                SubjectName = purpose.Code, Changes = [new("topic", null, topic.Code), new("name", null, topic.Name.In("en"))],
            }, Actor.System);
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task<List<(Purpose Purpose, string Word)>> MissingAsync(ImportWork work, CancellationToken ct)
    {
        Dictionary<(Id<Purpose>, string), (Purpose, string)> found = [];
        void Unknown(string reason, string word, Purpose? purpose)
        {
            var name = Text.Clean(word);
            if (reason == RejectionCode.UnknownTopic && purpose is not null && name.Length is > 0 and <= Purpose.NameMaxLength && found.Count < Most)
            {
                found.TryAdd((purpose.Id, name.Normalize(NormalizationForm.FormC).ToUpperInvariant()), (purpose, name));
            }
        }

        foreach (var pass in new[] { ImportPass.OptOuts, ImportPass.OptIns })
        {
            await using var feed = work.Feed(pass, onUnknown: Unknown);
            while (await feed.NextAsync(ct) is not null)
            {
                // only the words matter
            }
        }

        return [.. found.Values];
    }

    // "Neue Produkte" is neue-produkte; where that is taken, or nothing is left of the word, a number helps
    private static string CodeFor(string word, List<Topic> taken)
    {
        StringBuilder code = new();
        foreach (var c in word.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                code.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && code.Length > 0 && code[^1] != '-')
            {
                code.Append('-');
            }
        }

        var plain = Text.Cut(code.ToString(), Purpose.CodeMaxLength - 5).Trim('-');
        plain = plain.Length > 0 ? plain : "topic";
        var candidate = plain;
        for (var n = 2; taken.Exists(t => t.Code == candidate); n++)
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{plain}-{n}");
        }

        return candidate;
    }
}
