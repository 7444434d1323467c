using System.Text.Json;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What was gathered, category by category: how much, which fields, and where it lies in the sealed file. No values.</summary>
public sealed class PackageContents
{
    public List<PackageCategory> Categories { get; init; } = [];

    public long Rows => Categories.Sum(c => c.Rows);

    /// <summary>Values that may be about somebody else.</summary>
    public long OfOthers => Categories.Sum(c => c.OfOthers);

    public long Sensitive => Categories.Sum(c => c.Sensitive);

    public PackageCategory? Find(string code) => Categories.Find(c => c.Code == code);

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static PackageContents FromJson(string json) => json.Length == 0 ? new() : JsonSerializer.Deserialize<PackageContents>(json) ?? new();

    /// <summary>Notes a record that begins at this place of the file.</summary>
    internal void Note(PersonalRecord record, IReadOnlyList<PersonalField> kept, long offset)
    {
        if (Find(record.Category) is not { } category)
        {
            Categories.Add(category = new() { Code = record.Category });
        }

        category.Note(record, kept, offset, Categories);
    }
}

/// <summary>One category of them.</summary>
public sealed class PackageCategory
{
    /// <summary>So many records lie one after the other from a noted place: a page of a long category is found without reading it from its beginning.</summary>
    private const int MostInSegment = 200;

    public string Code { get; init; } = "";

    public long Rows { get; set; }

    /// <summary>In the order in which they were first met.</summary>
    public List<string> Fields { get; init; } = [];

    /// <summary>Those that the person gave (GDPR art. 20), at least once.</summary>
    public List<string> Provided { get; init; } = [];

    /// <summary>Those that were left out, because they never leave.</summary>
    public List<string> Denied { get; init; } = [];

    public long OfOthers { get; set; }

    public long Sensitive { get; set; }

    public List<PackageSegment> Segments { get; init; } = [];

    /// <summary>The one that grows: records of other categories end it.</summary>
    private bool open;

    internal void Note(PersonalRecord record, IReadOnlyList<PersonalField> kept, long offset, List<PackageCategory> all)
    {
        foreach (var other in all.Where(c => c != this))
        {
            other.open = false;
        }

        if (!open || Segments[^1].Rows >= MostInSegment)
        {
            Segments.Add(new() { Offset = offset });
            open = true;
        }

        Segments[^1].Rows++;
        Rows++;
        OfOthers += kept.Count(f => f.OfOthers);
        Sensitive += kept.Count(f => f.Sensitive);
        Add(Fields, kept.Select(f => f.Name));
        Add(Provided, kept.Where(f => f.Provided).Select(f => f.Name));
        Add(Denied, record.Fields.Select(f => f.Name).Except(kept.Select(f => f.Name)));
    }

    private static void Add(List<string> known, IEnumerable<string> names) => known.AddRange(names.Where(n => !known.Contains(n)).Distinct(StringComparer.Ordinal).ToList());
}

/// <summary>Records of one category that lie together.</summary>
public sealed class PackageSegment
{
    /// <summary>In plain bytes of the sealed file.</summary>
    public long Offset { get; init; }

    public int Rows { get; set; }
}
