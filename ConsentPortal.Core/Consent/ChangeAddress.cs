using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>A person has another address now. Consent hangs on the address, so somebody must say what happens to it: it stays with the old
/// one (the new one starts with what is known of it), or it moves, by an act of the person.</summary>
public sealed class ChangeAddress(WriteQueue queue, AddressMover mover, IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const string Source = "address change";

    /// <param name="Points">The old address; both channels of a number, where both change.</param>
    public sealed record Command(Id<Contact> ContactId, IReadOnlyList<Id<ContactPoint>> Points, string Address)
    {
        /// <summary>The person's answers follow them; else they stay with the old address.</summary>
        public bool Move { get; init; }

        /// <summary>How the person said so; only when moving.</summary>
        public ConsentAction Act { get; init; } = ConsentAction.Spoken;

        public DateTimeOffset? ActAt { get; init; }

        public string Justification { get; init; } = "";
    }

    /// <param name="Moved">Answers that the new address has now.</param>
    /// <param name="Kept">Opt-ins that a later opt-out at the new address outweighs.</param>
    /// <param name="Pending">Opt-ins that wait until the new address confirms.</param>
    public sealed record View(IReadOnlyList<Id<ContactPoint>> Points, int Moved, int Kept, int Pending);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        var needed = command.Move ? Permission.EditContacts | Permission.RecordConsent : Permission.EditContacts;
        if (actor.LacksForPeople(needed) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await RestrictedPeople.RefuseAsync(db, command.ContactId, ct) is { } restricted)
        {
            return restricted;
        }

        List<ContactPoint> old = [];
        foreach (var id in command.Points.Distinct())
        {
            if (await PointScope.FindAsync(db, id, command.ContactId, actor, ct) is not { } point)
            {
                return PointScope.Missing;
            }

            old.Add(point);
        }

        var rules = await rulebooks.FreshAsync(ct);
        return old.Count == 0 ? PointScope.Missing : await queue.RunAsync<Outcome<View>>(async session =>
        {
            var problems = Check(command, old, session.Now);
            return problems.Count > 0 ? problems : await mover.MoveAsync(session, command, old, rules, actor, ct);
        }, ct: ct);
    }

    private static List<Problem> Check(Command command, List<ContactPoint> old, DateTimeOffset now)
    {
        List<Problem> problems = [];
        if (!ContactPointKey.TryParse(old[0].Channel, command.Address, out var key))
        {
            problems.Add(Problem.Invalid("address", ContactPoints.Mend(old[0].Channel)));
        }
        else if (old.Exists(p => p.Canonical == key.Canonical))
        {
            problems.Add(Problem.Invalid("address", "This is the same address."));
        }

        if (command.Move)
        {
            ChangeRules.Act(command.Act, command.ActAt, needsDate: true, now, problems);
            if (command.Act == ConsentAction.Staff)
            {
                problems.Add(Problem.Invalid("act", "Consent moves only by an act of the person: spoken or on paper."));
            }

            ChangeRules.Justification(command.Justification, problems);
        }

        return problems;
    }
}
