using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>The team by name, one screen at a time.</summary>
public sealed class FindMembers(IDbContextFactory<PortalDb> databases, ILookupNormalizer normalizer, TimeProvider clock)
{
    public const int MaxRows = 100;

    /// <param name="Text">A part of the name or address; empty = everyone.</param>
    /// <param name="InvitedOnly">Only those who have not chosen a password yet.</param>
    public sealed record Command(string Text = "", int Skip = 0, int Take = 50, bool InvitedOnly = false);

    /// <param name="HasPassword">False while the invitation waits.</param>
    public sealed record Row(long Id, string Name, string Email, Role Role, bool OwnContactsOnly, bool MayImport, bool MaySegment, bool Disabled, bool HasPassword, bool LockedOut, DateTimeOffset CreatedAt, string Language, DateTimeOffset? InvitedUntil)
    {
        public RoleChoice Choice => new(Role, OwnContactsOnly, MayImport, MaySegment);
    }

    public async Task<Outcome<Numbered<Row>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Refuse() is { } forbidden)
        {
            return forbidden;
        }

        // a team is hundreds of people: both databases compare letters differently, memory compares them once
        await using var db = await databases.CreateDbContextAsync(ct);
        var text = command.Text.Trim();
        var found = (await Rows(db.Users).ToListAsync(ct))
            .Where(m => !command.InvitedOnly || m is { HasPassword: false, Disabled: false })
            .Where(m => m.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || m.Email.Contains(text, StringComparison.OrdinalIgnoreCase))
            .OrderBy(m => m.Disabled).ThenBy(m => m.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(m => m.Id).ToList();
        return new Numbered<Row>([.. found.Skip(command.Skip).Take(Math.Clamp(command.Take, 1, MaxRows))], found.Count);
    }

    /// <summary>One of them; null when there is none.</summary>
    public async Task<Outcome<Row>> OneAsync(long id, Actor actor, CancellationToken ct)
    {
        if (actor.Refuse() is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db.Users.Where(m => m.Id == id)).FirstOrDefaultAsync(ct) is { } row ? row : Problem.NotFound("There is no such member.");
    }

    /// <summary>Those after a member in the order of their joining, by number; one more than asked for says that there are more.</summary>
    /// <param name="email">Only who has this address; null = everyone.</param>
    public async Task<Outcome<List<Row>>> AfterAsync(long after, int take, string? email, Actor actor, CancellationToken ct)
    {
        if (actor.Refuse() is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var normal = email is null ? null : normalizer.NormalizeEmail(Text.Clean(email));
        return await Rows(db.Users.Where(m => m.Id > after && (normal == null || m.NormalizedEmail == normal)).OrderBy(m => m.Id).Take(take)).ToListAsync(ct);
    }

    private IQueryable<Row> Rows(IQueryable<TeamMember> members)
    {
        var now = clock.GetUtcNow();
        return members.AsNoTracking().Select(m => new Row(m.Id, m.DisplayName, m.Email!, m.Role, m.OwnContactsOnly, m.MayImport, m.MaySegment, m.Disabled, m.PasswordHash != null,
            m.LockoutEnd != null && m.LockoutEnd > now, m.CreatedAt, m.Language, m.InvitedUntil));
    }
}
