using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>An uploaded logo, image or font inside an exported design.</summary>
/// <param name="Reference">As the design names it; another portal gives it another one.</param>
internal sealed record PackedFile(string Reference, string Name, byte[] Content)
{
    public const string List = "files";

    private const string ReferenceMember = "reference", NameMember = "name", ContentMember = "content";

    private const int Most = 40;

    /// <summary>The uploads that a design needs, each once, and as what.</summary>
    public static IReadOnlyList<(string Reference, BrandFileKind Kind)> UsedBy(CenterDesign design) =>
    [
        .. design.Sections.Select(s => (s.Image, BrandFileKind.Picture)).Prepend((design.Look.Font, BrandFileKind.Font)).Prepend((design.Look.Logo, BrandFileKind.Picture))
            .Where(u => FileReference.Parse(u.Item1) is { Name: null }).Select(u => (u.Item1!, u.Item2)).Distinct(),
    ];

    /// <summary>The design with other references.</summary>
    public static CenterDesign Replace(CenterDesign design, IReadOnlyDictionary<string, string> by)
    {
        string? New(string? reference) => reference is null ? null : by.GetValueOrDefault(reference, reference);
        return design with
        {
            Sections = [.. design.Sections.Select(s => s with { Image = New(s.Image) })], Look = design.Look with { Logo = New(design.Look.Logo), Font = New(design.Look.Font) },
        };
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString(ReferenceMember, Reference);
        writer.WriteString(NameMember, Name);
        writer.WriteBase64String(ContentMember, Content);
        writer.WriteEndObject();
    }

    /// <summary>What an exported file carries; nothing where it carries none.</summary>
    public static Outcome<List<PackedFile>> Read(JsonElement root)
    {
        if (!root.TryGetProperty(List, out var list))
        {
            return new List<PackedFile>();
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > Most)
        {
            return Problem.Invalid(List, $"This must be a list of at most {Most} files.");
        }

        List<PackedFile> files = [];
        List<Problem> problems = [];
        foreach (var item in list.EnumerateArray())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{List}[{files.Count + problems.Count}]");
            if (One(item) is { } file)
            {
                files.Add(file);
            }
            else
            {
                problems.Add(Problem.Invalid(place, "A file needs a reference, a name, and its content in base64."));
            }
        }

        return problems.Count > 0 ? problems : files;
    }

    private static PackedFile? One(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object && item.EnumerateObject().All(m => m.Name is ReferenceMember or NameMember or ContentMember)
                && item.TryGetProperty(ReferenceMember, out var reference) && reference.ValueKind == JsonValueKind.String && item.TryGetProperty(NameMember, out var name) && name.ValueKind == JsonValueKind.String
                && item.TryGetProperty(ContentMember, out var content) && content.ValueKind == JsonValueKind.String && content.TryGetBytesFromBase64(out var bytes)
                ? new(reference.GetString()!, name.GetString()!, bytes) : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair is no text
        }
    }
}
