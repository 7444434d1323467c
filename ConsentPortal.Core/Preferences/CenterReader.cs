using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Reads a design from JSON of anybody's making: whatever is not ours is named by its place, and nothing in it throws.</summary>
internal sealed class CenterReader
{
    internal const string Sections = "sections", Look = "look", AskReasons = "askReasons", TellOfChanges = "tellOfChanges";
    internal const string Key = "key", Kind = "kind", Title = "title", Body = "body", Button = "button", Image = "image", ImageAlt = "imageAlt";
    internal const string Logo = "logo", LogoAlt = "logoAlt", Accent = "accent", AccentDark = "accentDark", Font = "font";

    private static readonly string[] OfDesign = [Sections, Look, AskReasons, TellOfChanges], OfSection = [Key, Kind, Title, Body, Button, Image, ImageAlt], OfLook = [Logo, LogoAlt, Accent, AccentDark, Font];
    /// <summary>Nobody reads more refusals of one file.</summary>
    internal const int ProblemsMax = 50;

    // of an object: twice the shipped languages, and more than any other has
    private const int MembersMax = 20;

    private readonly List<Problem> problems = [];

    /// <summary>The design as far as it could be read, and everything that could not.</summary>
    /// <param name="path">Where it lies in its file: <c>design</c>; names the places of problems.</param>
    public static (CenterDesign Design, IReadOnlyList<Problem> Problems) Read(JsonElement element, string path = "")
    {
        CenterReader reader = new();
        return (reader.Design(element, path), reader.problems);
    }

    private CenterDesign Design(JsonElement element, string path)
    {
        if (!IsObject(element, path, OfDesign))
        {
            return new();
        }

        return new()
        {
            Sections = [.. Items(element, path).Select((item, n) => Section(item, At(path, string.Create(CultureInfo.InvariantCulture, $"{Sections}[{n}]")))).OfType<CenterSection>()],
            Look = element.TryGetProperty(Look, out var look) && IsObject(look, At(path, Look), OfLook) ? LookOf(look, At(path, Look)) : BrandLook.None,
            AskReasons = Flag(element, path, AskReasons), TellOfChanges = Flag(element, path, TellOfChanges),
        };
    }

    private CenterSection? Section(JsonElement element, string path)
    {
        if (!IsObject(element, path, OfSection))
        {
            return null;
        }

        var word = Line(element, path, Kind);
        if (!Word.TryParse<SectionKind>(word, out var kind))
        {
            Refuse(At(path, Kind), $"There is no section of the kind “{Shorten(word ?? "")}”. Use one of: {string.Join(", ", Word.All<SectionKind>())}.");
            return null;
        }

        return new()
        {
            Key = Line(element, path, Key) ?? Word.Of(kind), Kind = kind, Title = Texts(element, path, Title), Body = Texts(element, path, Body), Button = Texts(element, path, Button),
            Image = Line(element, path, Image), ImageAlt = Texts(element, path, ImageAlt),
        };
    }

    private BrandLook LookOf(JsonElement element, string path) => new()
    {
        Logo = Line(element, path, Logo), LogoAlt = Line(element, path, LogoAlt), Accent = Line(element, path, Accent), AccentDark = Line(element, path, AccentDark), Font = Line(element, path, Font),
    };

    private IEnumerable<JsonElement> Items(JsonElement element, string path)
    {
        if (element.TryGetProperty(Sections, out var list) && list.ValueKind == JsonValueKind.Array)
        {
            if (list.GetArrayLength() <= CenterWellformed.SectionsMax)
            {
                return list.EnumerateArray();
            }

            Refuse(At(path, Sections), $"A page has at most {CenterWellformed.SectionsMax} sections.");
            return [];
        }

        Refuse(At(path, Sections), "A design needs a list of sections.");
        return [];
    }

    private bool Flag(JsonElement element, string path, string name)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            return true; // both are on where nobody said otherwise
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse(At(path, name), "Use true or false.");
        }

        return value.ValueKind != JsonValueKind.False;
    }

    private string? Line(JsonElement element, string path, string name)
        => !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null : Words(value, At(path, name));

    private LocalText Texts(JsonElement element, string path, string name)
    {
        var place = At(path, name);
        if (!element.TryGetProperty(name, out var value) || !IsObject(value, place, null))
        {
            return LocalText.Empty;
        }

        return new(value.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, Words(m.Value, At(place, Shorten(m.Name))) ?? "")).ToList());
    }

    private string? Words(JsonElement value, string place)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            // half a surrogate pair: no text at all
        }

        Refuse(place, "This must be a text.");
        return null;
    }

    /// <param name="known">Null = any member.</param>
    private bool IsObject(JsonElement element, string place, string[]? known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Refuse(place, "This must be an object with members.");
            return false;
        }

        if (element.GetPropertyCount() > MembersMax)
        {
            Refuse(place, $"This has more than {MembersMax} members. Remove those that are not needed.");
            return false;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var name in element.EnumerateObject().Select(m => m.Name))
        {
            if (!seen.Add(name))
            {
                Refuse(At(place, Shorten(name)), "This stands here twice.");
            }
            else if (known?.Contains(name, StringComparer.Ordinal) == false)
            {
                Refuse(At(place, Shorten(name)), "This member is not known. Remove it.");
            }
        }

        return true;
    }

    private void Refuse(string place, string says)
    {
        if (problems.Count < ProblemsMax)
        {
            problems.Add(Problem.Invalid(place, says));
        }
    }

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Shorten(string name) => Text.Cut(name, 40);
}
