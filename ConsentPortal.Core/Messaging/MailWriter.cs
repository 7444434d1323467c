using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Messaging;

/// <summary>A mail as it will be read: subject and body, every place filled.</summary>
public sealed record Letter(string Subject, MailBody Body);

/// <summary>Writes a mail in the words that the profile gave it, else in the shipped ones, in the reader's language.</summary>
public sealed class MailWriter(MailColours colours)
{
    /// <summary>Reads the profile's words in the caller's context, so that a mail never says what was changed before it.</summary>
    public async ValueTask<Letter> WriteAsync(PortalDb db, MailKind kind, MailSender sender, string language, MailValues values, CancellationToken ct)
    {
        var code = MailTexts.Code(language);
        var own = await db.Set<MessageTemplate>().AsNoTracking().FirstOrDefaultAsync(t => t.ProfileId == sender.ProfileId && t.Kind == kind.Code && t.Language == code && t.Edited, ct);
        return Write(kind, own?.Words ?? kind.Shipped(code), sender, code, values);
    }

    /// <summary>Fills the places of these words.</summary>
    internal Letter Write(MailKind kind, TemplateWords words, MailSender sender, string language, MailValues values)
    {
        values.With(MailPlace.Sender.Name, sender.Name);
        MailBody body = new(language, colours.Of(sender.Brand)) { From = sender.From };
        List<string> lines = [];
        foreach (var line in words.Body.Split('\n'))
        {
            var block = TemplateText.Alone(line) is { } name ? kind.Place(name) : null;
            if (line.Length > 0 && block is null or { Shape: PlaceShape.Word })
            {
                lines.Add(line);
                continue;
            }

            Paragraph(body, lines, values);
            Block(body, block, Filled(words.Button, values), values);
        }

        Paragraph(body, lines, values);
        return new(Filled(words.Subject, values), body.Foot(sender.Foot));
    }

    private static void Block(MailBody body, MailPlace? place, string button, MailValues values)
    {
        if (place?.Shape == PlaceShape.List)
        {
            body.List(values.Of(place.Name).Select(OneLine));
        }
        else if (place?.Shape == PlaceShape.Text)
        {
            foreach (var paragraph in values.Of(place.Name).Where(p => p.Length > 0))
            {
                body.Line([new(OneLine(paragraph), IsPlace: false)]);
            }
        }
        else if (place?.Shape == PlaceShape.Link)
        {
            body.Button(button, OneLine(values.Of(place.Name)[0]));
        }
    }

    private static void Paragraph(MailBody body, List<string> lines, MailValues values)
    {
        List<TemplatePiece> pieces = [.. TemplateText.Read(string.Join('\n', lines)).Select(p => p.IsPlace ? p with { Text = Value(values, p.Text) } : p)];
        if (pieces.Exists(p => p.Text.Length > 0)) // a place that has nothing to say leaves no gap
        {
            body.Line(pieces);
        }

        lines.Clear();
    }

    private static string Filled(string text, MailValues values) => string.Concat(TemplateText.Read(text).Select(p => p.IsPlace ? Value(values, p.Text) : p.Text));

    private static string Value(MailValues values, string place) => OneLine(string.Join("; ", values.Of(place)));

    // a name with a line break in it could write lines of its own, one with a turning mark could turn ours round
    private static string OneLine(string value) => string.Concat(value.Select(c => TemplateText.IsInvisible(c) ? ' ' : c));
}
