using System.Globalization;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Makes the topics that a file names and the rulebook lacks. Only rows that are sound otherwise make one.</summary>
public sealed class ImportTopics(AddTopic add, Rulebooks rulebooks, IdSource ids, TimeProvider clock)
{
    /// <summary>More than this is no list of topics, it is the wrong column.</summary>
    public const int Most = 200;

    /// <param name="save">Else they exist for this work only.</param>
    internal async Task<IReadOnlyList<(Purpose, Topic)>> MakeAsync(ImportWork work, bool save, CancellationToken ct)
    {
        List<(Purpose Purpose, Topic Topic)> made = [];
        foreach (var (purpose, word) in await MissingAsync(work, ct))
        {
            var taken = purpose.Topics.Concat(made.Where(m => m.Purpose == purpose).Select(m => m.Topic)).Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
            var code = CodeFor(word, taken);
            var topic = save ? await SaveAsync(purpose, code, word, ct) : new RulebookMaker(ids, clock.Now()).Topic(purpose, 0, 0, code, new(word), new());
            made.Add((purpose, topic));
            work.Plan.Add(purpose, word, topic);
        }

        return made;
    }

    private async Task<Topic> SaveAsync(Purpose purpose, string code, string name, CancellationToken ct)
    {
        var added = await add.RunAsync(new(purpose.Id, code, new(name), new()), Actor.System, ct);
        var rules = await rulebooks.FreshAsync(ct);
        return added.Ok ? rules.Topic(added.Value)! : rules.Purpose(purpose.Id)!.Topics.Single(t => t.Code == code); // somebody was quicker
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
    private static string CodeFor(string word, HashSet<string> taken)
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
        for (var n = 2; taken.Contains(candidate); n++)
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{plain}-{n}");
        }

        return candidate;
    }
}
