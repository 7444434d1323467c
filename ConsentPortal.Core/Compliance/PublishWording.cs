using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Publishes what people agree to from now on, for a purpose or topic in one language. What was agreed to before keeps the
/// version that was shown.</summary>
public sealed partial class PublishWording(RulebookWriter writer)
{
    /// <param name="TopicId">0 = the purpose itself.</param>
    /// <param name="Language">BCP 47.</param>
    /// <param name="Opened">The number that was in force when the form was opened; 0 = none.</param>
    public sealed record Command(Id<Purpose> PurposeId, Id<Topic> TopicId, string Language, string Text, int Opened);

    /// <summary>Answers the new version's number.</summary>
    public async Task<Outcome<int>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.EditCompliance) is { } missing)
        {
            return missing;
        }

        var clean = command with { Text = OneParagraph(command.Text) };
        var problems = Wellformed.Language(command.Language).Select(p => p with { Field = "language" })
            .Concat(Wellformed.Line("text", clean.Text, PublishedWording.TextMaxLength, "Write what people agree to.")).ToList();
        return problems.Count > 0 ? problems : await writer.EditAsync(edit => PublishAsync(edit, clean), actor, ct);
    }

    private static async Task<Outcome<int>> PublishAsync(RulebookEdit edit, Command command)
    {
        var purpose = await edit.PurposeAsync(command.PurposeId);
        var topic = purpose?.Topics.FirstOrDefault(t => t.Id == command.TopicId);
        if (purpose is null || (topic is null && !command.TopicId.IsNone))
        {
            return Problem.NotFound(purpose is null ? "There is no such purpose." : "There is no such topic.");
        }

        var last = await edit.Db.Set<PublishedWording>().AsNoTracking().Where(w => w.PurposeId == purpose.Id && w.TopicId == command.TopicId && w.Language == command.Language)
            .OrderByDescending(w => w.Number).FirstOrDefaultAsync(edit.Ct);
        if (last is not null && last.Number != command.Opened)
        {
            return Problem.Conflict("Somebody published another version while you were writing. Compare it with yours, then publish again.", RulebookWriter.VersionField);
        }

        if (last?.Text == command.Text)
        {
            return Problem.Invalid("text", "This is the version in force already. Change the words first.");
        }

        var number = (last?.Number ?? 0) + 1;
        edit.Db.Add(edit.Make.Wording(purpose, topic, command.Language, number, command.Text, edit.Author));
        edit.Announce(RulebookEvents.WordingPublished, purpose, new ChangeList().Add($"wording.{command.Language}", last?.Text, command.Text), topic);
        return number;
    }

    private static string OneParagraph(string? text) => Spaces.Replace(Text.Clean(text), " ");

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }
}
