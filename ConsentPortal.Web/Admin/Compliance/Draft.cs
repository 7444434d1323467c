using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>One field that two people changed, each to something else.</summary>
public sealed record Clash(string Field, string Theirs, string Mine);

/// <summary>What a form holds, field by field, beside what it was opened with. When somebody else saved meanwhile, their values are
/// merged in: what I had not touched becomes theirs, what both changed stays mine and is named as a clash. Nothing typed is lost.</summary>
public sealed class Draft
{
    private readonly Dictionary<string, string> mine;
    private Dictionary<string, string> opened;

    /// <param name="newest">The newest entry of the trail when the form was opened; what comes after it is news.</param>
    public Draft(int version, IReadOnlyDictionary<string, string> values, Id<AuditEntry> newest = default)
    {
        opened = new(values, StringComparer.Ordinal);
        mine = new(values, StringComparer.Ordinal);
        (Version, Newest) = (version, newest);
    }

    /// <summary>Goes back with the edit, so that the verb can tell whether somebody saved meanwhile.</summary>
    public int Version { get; private set; }

    public Id<AuditEntry> Newest { get; private set; }

    /// <summary>Who saved what while this form was open; empty until a save was refused for it.</summary>
    public IReadOnlyList<AuditRow> News { get; private set; } = [];

    public IReadOnlyList<Clash> Clashes { get; private set; } = [];

    /// <summary>True from the refusal until the next save.</summary>
    public bool Overtaken { get; private set; }

    public IEnumerable<string> Changed => mine.Where(m => opened.GetValueOrDefault(m.Key) != m.Value).Select(m => m.Key);

    public bool Dirty => Changed.Any();

    public string this[string name]
    {
        get => mine.GetValueOrDefault(name, "");
        set => mine[name] = value;
    }

    /// <summary>What the form was opened with: what a change is measured against.</summary>
    public string Opened(string field) => opened.GetValueOrDefault(field, "");

    public bool Is(string field) => this[field] == True;

    public const string True = "true";

    public static string Of(bool value) => value ? True : "false";

    /// <summary>Merges what is stored now. <paramref name="overtaken"/>: a save was just refused, so say who and what.</summary>
    public void Rebase(int version, IReadOnlyDictionary<string, string> theirs, IReadOnlyList<AuditRow> history, bool overtaken)
    {
        List<Clash> clashes = [];
        foreach (var field in mine.Keys.Except(theirs.Keys, StringComparer.Ordinal).ToList())
        {
            mine.Remove(field); // a purpose that the profile no longer uses
        }

        foreach (var (field, their) in theirs)
        {
            if (!mine.TryGetValue(field, out var my) || my == Opened(field))
            {
                mine[field] = their;
            }
            else if (my != their && their != Opened(field))
            {
                clashes.Add(new(field, their, my));
            }
        }

        opened = new(theirs, StringComparer.Ordinal);
        (Version, Clashes) = (version, clashes);
        (Overtaken, News) = overtaken ? (true, [.. history.Where(row => row.Id > Newest)]) : (Overtaken && Dirty, Overtaken && Dirty ? News : []);
        Newest = history.Count > 0 ? history[0].Id : Newest;
    }

    /// <summary>Gives up my value of this field for theirs.</summary>
    public void Adopt(Clash clash)
    {
        mine[clash.Field] = clash.Theirs;
        Clashes = [.. Clashes.Where(c => c != clash)];
    }

    /// <summary>Gives up everything that I typed.</summary>
    public void Discard()
    {
        foreach (var (field, value) in opened)
        {
            mine[field] = value;
        }

        (Clashes, News, Overtaken) = ([], [], false);
    }
}
