using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>Copies purposes with their active topics and the wordings in force, under codes of their own.</summary>
internal static class PurposeCopies
{
    public static async Task<Outcome<List<(Purpose Was, Purpose Now)>>> CopyPurposesAsync(this RulebookEdit edit, List<Purpose> purposes, string from, string to)
    {
        var taken = (await edit.Db.Set<Purpose>().Select(p => p.Code).ToListAsync(edit.Ct)).ToHashSet(StringComparer.Ordinal);
        var (number, topic) = (await edit.NextPurposeAsync(), await edit.NextTopicAsync());
        List<(Purpose Was, Purpose Now)> copies = [];
        foreach (var was in purposes)
        {
            if (number is not { } free)
            {
                return Problem.Conflict("All 32,767 purpose numbers of this portal are used up. Share the purposes instead.");
            }

            var now = Like(edit, was, free, StartingPurposes.FreeCode(to, KindOf(was, from), taken));
            taken.Add(now.Code);
            foreach (var old in was.Topics.Where(t => t.State.Active).OrderBy(t => t.Order).ThenBy(t => t.Id))
            {
                if (topic is not { } next)
                {
                    return Problem.Conflict("All 32,767 topic numbers of this portal are used up. Share the purposes instead.");
                }

                var copy = edit.Make.Topic(now, next, old.Order, old.Code, old.Name, old.Description);
                copy.Visible = old.Visible;
                now.Topics.Add(copy);
                topic = RulebookEdit.Next(next);
            }

            await CopyWordingsAsync(edit, was, now);
            edit.Db.Add(now);
            copies.Add((was, now));
            number = RulebookEdit.Next(free);
        }

        return copies;
    }

    private static Purpose Like(RulebookEdit edit, Purpose was, short number, string code)
    {
        var now = edit.Make.Purpose(number, code, was.Type, was.Name, was.Description, was.State.OptOutScope);
        (now.DataUse, now.Facts) = (was.DataUse, was.Facts);
        return now;
    }

    // eu-commercial of eu becomes uk-commercial of uk, not uk-eu-commercial
    private static string KindOf(Purpose purpose, string profile)
        => purpose.Code.StartsWith($"{profile}-", StringComparison.Ordinal) && purpose.Code.Length > profile.Length + 1 ? purpose.Code[(profile.Length + 1)..] : purpose.Code;

    private static async Task CopyWordingsAsync(RulebookEdit edit, Purpose was, Purpose now)
    {
        var all = await edit.Db.Set<PublishedWording>().AsNoTracking().Where(w => w.PurposeId == was.Id).ToListAsync(edit.Ct);
        foreach (var newest in all.GroupBy(w => (w.TopicId, w.Language)).Select(g => g.MaxBy(w => w.Number)!).OrderBy(w => w.Id))
        {
            var old = was.Topics.Find(t => t.Id == newest.TopicId);
            var topic = old is null ? null : now.Topics.Find(t => t.Code == old.Code);
            if (old is null || topic is not null)
            {
                edit.Db.Add(edit.Make.Wording(now, topic, newest.Language, 1, newest.Text, edit.Author));
            }
        }
    }
}
