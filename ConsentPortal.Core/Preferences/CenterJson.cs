using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>One spelling of a design as JSON: members in a fixed order, what is empty left out. Equal designs give equal texts, so that a
/// version's SHA-256 says something.</summary>
public static class CenterJson
{
    // the text is stored and downloaded, never put into a page
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(CenterDesign design)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Options))
        {
            Write(writer, design);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static void Write(Utf8JsonWriter writer, CenterDesign design)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(CenterReader.Sections);
        foreach (var section in design.Sections)
        {
            Write(writer, section);
        }

        writer.WriteEndArray();
        Write(writer, design.Look);
        writer.WriteBoolean(CenterReader.AskReasons, design.AskReasons);
        writer.WriteBoolean(CenterReader.TellOfChanges, design.TellOfChanges);
        writer.WriteEndObject();
    }

    /// <summary>What we wrote ourselves: members of a newer version are passed over, because readers must get their page in any case.</summary>
    public static CenterDesign Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return CenterReader.Read(document.RootElement).Design;
    }

    private static void Write(Utf8JsonWriter writer, CenterSection section)
    {
        writer.WriteStartObject();
        writer.WriteString(CenterReader.Key, section.Key);
        writer.WriteString(CenterReader.Kind, Word.Of(section.Kind));
        Write(writer, CenterReader.Title, section.Title);
        Write(writer, CenterReader.Body, section.Body);
        Write(writer, CenterReader.Button, section.Button);
        Write(writer, CenterReader.Image, section.Image);
        Write(writer, CenterReader.ImageAlt, section.ImageAlt);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BrandLook look)
    {
        writer.WriteStartObject(CenterReader.Look);
        Write(writer, CenterReader.Logo, look.Logo);
        Write(writer, CenterReader.LogoAlt, look.LogoAlt);
        Write(writer, CenterReader.Accent, look.Accent);
        Write(writer, CenterReader.AccentDark, look.AccentDark);
        Write(writer, CenterReader.Font, look.Font);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, LocalText text)
    {
        if (!text.IsEmpty)
        {
            writer.WriteStartObject(name);
            foreach (var (language, words) in text.Texts)
            {
                writer.WriteString(language, words);
            }

            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
