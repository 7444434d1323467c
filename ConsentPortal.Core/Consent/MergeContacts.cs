using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Consent;

/// <summary>Two records turn out to be one person: one answers for both from now on. Nobody gains a permission by it: level and limits are the
/// stricter of the two, an opt-out of either counts, and every answer that changes is an event. The other record stays and leads here.</summary>
public sealed class MergeContacts(WriteQueue queue, MergeWriter writer)
{
    public const int ReasonMaxLength = 500;

    /// <param name="Reason">Why they are one person; kept with the audit entry.</param>
    public sealed record Command(Id<Contact> SurvivorId, Id<Contact> MergedId, string Reason)
    {
        /// <summary>The values that come from the merged record although the survivor has its own.</summary>
        public IReadOnlySet<MergeField> FromMerged { get; init; } = new HashSet<MergeField>();

        /// <summary>The codes of own fields whose values come from the merged record although the survivor has its own.</summary>
        public IReadOnlySet<string> OwnFromMerged { get; init; } = new HashSet<string>();

        /// <summary>The versions that were compared; null = as they stand.</summary>
        public (int Survivor, int Merged)? Versions { get; init; }
    }

    /// <param name="Answers">Records of consent that changed.</param>
    public sealed record View(Id<ContactMerge> MergeId, Id<Contact> ContactId, int Addresses, int Answers);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.LacksForPeople(Permission.EditContacts) is { } forbidden)
        {
            return forbidden;
        }

        return Reasons(command.Reason) is { Count: > 0 } unreasoned ? unreasoned : await queue.RunAsync<Outcome<View>>(async session =>
        {
            var db = await session.DbAsync(ct);
            if (await MergeScene.LoadAsync(db, command.SurvivorId, command.MergedId, apart: true, actor, ct) is not { } scene)
            {
                return MergeScene.Missing;
            }

            var problems = await scene.ProblemsAsync(db, ct);
            problems.AddRange(await MergedOwnFields.RefusalsAsync(db, command.OwnFromMerged, actor, ct));
            if (command.Versions is { } compared && compared != (scene.Survivor.Version, scene.Merged.Version))
            {
                problems.Add(Problem.Conflict(EditContact.Meanwhile));
            }

            var plan = MergePlan.Of(scene, command.FromMerged, command.OwnFromMerged, session.Now);
            return problems.Count > 0 ? problems : await writer.MergeAsync(session, scene, plan, command.Reason, actor, ct);
        }, ct: ct);
    }

    internal static List<Problem> Reasons(string reason) => Text.Clean(reason).Length is 0 or > ReasonMaxLength
        ? [Problem.Invalid("reason", $"Say why, in 1 to {ReasonMaxLength} characters.")] : [];
}
