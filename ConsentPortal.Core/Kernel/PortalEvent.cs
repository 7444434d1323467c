namespace ConsentPortal.Core.Kernel;

/// <summary>One value that changed, as the audit trail shows it.</summary>
public sealed record Change(string Field, string? Old, string? New)
{
    /// <summary>By which the trail asks who may see the values; null = whoever may read the trail.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Guard { get; init; }
}

/// <summary>Something that happened, announced in the same save as the change itself. (A consent change is announced by its own
/// event row and needs none of these.) The wire name is past tense: <c>profile.edited</c>.</summary>
public abstract record PortalEvent(string Kind, string SubjectKind, string SubjectId)
{
    /// <summary>What the audit trail shows as the thing that changed.</summary>
    public string SubjectName { get; init; } = "";

    /// <summary>Old and new values; kept in an erasable side row.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Why, in the words of who did it; kept with the values. Empty = nobody said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Public events also leave the house: the outbox row of the same save.</summary>
    public virtual bool IsPublic => false;
}

/// <summary>Collects what really changed between two states of a thing.</summary>
public sealed class ChangeList
{
    private readonly List<Change> changes = [];

    public IReadOnlyList<Change> Items => changes;

    public bool Any => changes.Count > 0;

    public ChangeList Add<T>(string field, T old, T @new, string? guard = null)
    {
        if (!EqualityComparer<T>.Default.Equals(old, @new))
        {
            changes.Add(new(field, old is null ? null : Text(old), @new is null ? null : Text(@new)) { Guard = guard });
        }

        return this;
    }

    /// <summary>A change that is put as it stands, also where both of its values read the same (masks).</summary>
    public ChangeList Add(Change change)
    {
        changes.Add(change);
        return this;
    }

    private static string Text(object value) => value switch
    {
        Enum word => Word.Of(word),
        IFormattable number => number.ToString(null, global::System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
