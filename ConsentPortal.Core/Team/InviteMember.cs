using System.Net.Mail;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Takes somebody into the team. They choose their own password by a one-time link; nobody else ever knows it.</summary>
public sealed class InviteMember(IDbContextFactory<PortalDb> databases, PasswordLinks links, ILookupNormalizer normalizer, IdSource ids, TimeProvider clock)
{
    public sealed record Command(string Email, string Name, RoleChoice Choice, string Language = "");

    /// <summary>The new member, and the token of the link (<see cref="PasswordLinks"/>), shown once.</summary>
    public sealed record View(long Id, string Token);

    public async Task<Outcome<View>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Refuse() is { } forbidden)
        {
            return forbidden;
        }

        var email = Text.Clean(command.Email);
        var name = Text.Clean(command.Name);
        List<Problem> problems = [.. new[] { RefuseEmail(email), RefuseName(name), command.Choice.Refuse() ?? actor.Refuse(command.Choice) }.OfType<Problem>()];
        if (problems.Count > 0)
        {
            return problems;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var member = Make(email, name, command);
        if (await db.Users.AnyAsync(m => m.NormalizedEmail == member.NormalizedEmail, ct))
        {
            return Taken(email);
        }

        db.Add(member);
        db.Announce(new MemberEvent("member.invited", member, new ChangeList().Add("Role", (Role?)null, member.Role)), actor);
        return await SaveAsync(db, ct) ? new View(member.Id, links.Write(member)) : Taken(email);
    }

    private TeamMember Make(string email, string name, Command command)
    {
        TeamMember member = new()
        {
            Id = ids.Next(), Email = email, UserName = email, NormalizedEmail = normalizer.NormalizeEmail(email), NormalizedUserName = normalizer.NormalizeName(email),
            DisplayName = name, Language = command.Language, LockoutEnabled = true, CreatedAt = clock.Now(),
        };
        member.Take(command.Choice);
        member.InvitedUntil = clock.Now() + PasswordLinks.Life;
        member.EndSessions();
        return member;
    }

    // two invitations of one address at the same instant meet at the unique index
    private static async Task<bool> SaveAsync(PortalDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    internal static Problem? RefuseName(string name) => name.Length switch
    {
        0 => Problem.Invalid("Name", "Say the name that colleagues know."),
        > TeamMember.NameMaxLength => Problem.Invalid("Name", $"Use at most {TeamMember.NameMaxLength} characters."),
        _ => null,
    };

    private static Problem? RefuseEmail(string email)
        => email.Length <= TeamMember.EmailMaxLength && MailAddress.TryCreate(email, out var read) && read.Address == email && email.AsSpan(email.LastIndexOf('@') + 1).Contains('.')
            ? null : Problem.Invalid("Email", "Write an email address such as ann@example.com.");

    private static Problem Taken(string email) => Problem.Conflict($"{email} is in the team already.", "Email");
}
