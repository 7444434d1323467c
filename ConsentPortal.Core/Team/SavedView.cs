using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>A list as a member narrowed it, kept under a name. What it is narrowed to is the query part of the page's own address, so any
/// list whose filter stands there can have views, and a view opens as a link does.</summary>
public sealed class SavedView : IEntity
{
    public const int NameMaxLength = 80;
    public const int ListMaxLength = 40;
    public const int QueryMaxLength = 2000;

    public Id<SavedView> Id { get; init; }

    /// <summary>Which list: <c>consents</c>, <c>consent-events</c>.</summary>
    public string List { get; init; } = "";

    /// <summary>The member whose view it is.</summary>
    public long OwnerId { get; init; }

    public string Name { get; internal set; } = "";

    /// <summary><c>status=expired&amp;channel=email</c>; ids and words, never an address.</summary>
    public string Query { get; internal set; } = "";

    /// <summary>The whole team sees it.</summary>
    public bool Shared { get; internal set; }

    public DateTimeOffset ChangedAt { get; internal set; }
}

/// <summary>The view that a list opens with, for one member.</summary>
public sealed class DefaultView : IEntity
{
    public long MemberId { get; init; }

    public string List { get; init; } = "";

    public Id<SavedView> ViewId { get; internal set; }
}

/// <summary>A view that the team sees came, changed or went: <c>view.shared</c>, <c>view.changed</c>, <c>view.unshared</c>, <c>view.deleted</c>.</summary>
public sealed record SavedViewEvent : PortalEvent
{
    internal SavedViewEvent(string kind, SavedView view, ChangeList? changes = null)
        : base(kind, "savedView", view.Id.ToString())
    {
        SubjectName = view.Name;
        Changes = changes?.Items ?? [];
    }
}
