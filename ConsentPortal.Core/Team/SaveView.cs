using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Team;

/// <summary>Keeps a list as it is narrowed now: a new view, or an old one with another name, filter or audience. Only views that the team
/// sees leave a trace in the audit trail; one's own are nobody's business.</summary>
public sealed class SaveView(IDbContextFactory<PortalDb> databases, IdSource ids, TimeProvider clock)
{
    /// <summary>Views of one member for one list.</summary>
    public const int Most = 50;

    /// <param name="Id">None = a new one.</param>
    public sealed record Command(Id<SavedView> Id, string List, string Name, string Query, bool Shared);

    public async Task<Outcome<Id<SavedView>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.IsNobody() is { } forbidden)
        {
            return forbidden;
        }

        var name = Text.Clean(command.Name);
        if (Refuse(command, name, actor) is { Count: > 0 } problems)
        {
            return problems;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var view = command.Id.IsNone ? null : await db.Set<SavedView>().FirstOrDefaultAsync(v => v.Id == command.Id, ct);
        if (!command.Id.IsNone && (view is null || !view.MayChange(actor)))
        {
            return ViewRules.Missing;
        }

        if (await ClashAsync(db, command, view?.OwnerId ?? actor.Number, name, ct) is { } clash)
        {
            return clash;
        }

        view ??= Add(db, command.List, actor);
        Change(db, view, command, name, actor);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            return ViewRules.SameName; // two windows saved the same name at once
        }

        return view.Id;
    }

    private static List<Problem> Refuse(Command command, string name, Actor actor)
    {
        List<Problem> problems = [];
        problems.AddRange(name.Length switch
        {
            0 => [Problem.Invalid("name", "Give the view a name.")],
            > SavedView.NameMaxLength => [Problem.Invalid("name", $"At most {SavedView.NameMaxLength} characters.")],
            _ => Array.Empty<Problem>(),
        });
        if (command.Query.Length > SavedView.QueryMaxLength || command.List.Length is 0 or > SavedView.ListMaxLength)
        {
            problems.Add(Problem.Invalid("query", "This filter is too long to be kept."));
        }

        if (command.Shared && !actor.May(Permission.EditCompliance))
        {
            problems.Add(Problem.Forbidden("Only who may edit compliance can share a view with the team.", "shared"));
        }

        return problems;
    }

    private static async Task<Problem?> ClashAsync(PortalDb db, Command command, long owner, string name, CancellationToken ct)
    {
        var others = await db.Set<SavedView>().Where(v => v.OwnerId == owner && v.List == command.List && v.Id != command.Id).Select(v => v.Name).ToListAsync(ct);
        return others.Contains(name, StringComparer.OrdinalIgnoreCase) ? ViewRules.SameName
            : command.Id.IsNone && others.Count >= Most ? Problem.Conflict($"You have {Most} views of this list. Delete one first.", "name") : null;
    }

    private SavedView Add(PortalDb db, string list, Actor actor)
    {
        SavedView view = new() { Id = ids.Next<SavedView>(), List = list, OwnerId = actor.Number };
        db.Add(view);
        return view;
    }

    private void Change(PortalDb db, SavedView view, Command command, string name, Actor actor)
    {
        var was = view.Shared;
        var changes = new ChangeList().Add("name", view.Name, name).Add("query", view.Query, command.Query);
        (view.Name, view.Query, view.Shared, view.ChangedAt) = (name, command.Query, command.Shared, clock.Now());
        var kind = (was, view.Shared) switch { (false, true) => "view.shared", (true, false) => "view.unshared", (true, true) when changes.Any => "view.changed", _ => null };
        if (kind is not null)
        {
            db.Announce(new SavedViewEvent(kind, view, changes), actor);
        }
    }
}

/// <summary>Whose view it is to see and to change.</summary>
internal static class ViewRules
{
    public static readonly Problem Missing = Problem.NotFound("This view does not exist, or is not yours to change.");

    public static readonly Problem SameName = Problem.Conflict("You have a view of this name already.", "name");

    public static bool MaySee(this SavedView view, Actor actor) => view.Shared || view.OwnerId == actor.Number;

    /// <summary>One's own; one that the team sees also whoever may share.</summary>
    public static bool MayChange(this SavedView view, Actor actor) => view.OwnerId == actor.Number || (view.Shared && actor.May(Permission.EditCompliance));
}
