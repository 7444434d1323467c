using System.Net;
using System.Text;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Messaging;

/// <summary>A mail in words, built once and written twice: as text and as HTML. No images, no styles that hide anything, nothing that
/// tells whether it was read. No colour of text or ground is set, so it is dark where the reader's mail is dark.</summary>
public sealed class MailBody(string language, string button = MailColours.Default)
{
    private const string Page = "font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;max-width:36em;margin:0 auto;padding:16px;text-align:start;overflow-wrap:anywhere;word-break:break-word";
    private const string Small = "font-size:14px";

    // the border shows the button's shape where the ground is dark, and is not seen where it is white
    private const string Link = "display:inline-block;padding:10px 18px;border-radius:6px;border:1px solid #ffffff;color:#ffffff;text-decoration:none;font-weight:600;background:";
    private readonly string language = MailTexts.Code(language);
    private readonly StringBuilder text = new();
    private readonly StringBuilder html = new();

    /// <summary>Who it is from, for the headers.</summary>
    public MailFrom From { get; init; } = MailFrom.Portal;

    public string Text => text.ToString().TrimEnd() + "\n";

    /// <summary>Said twice, because some readers throw away what stands around the body.</summary>
    public string Html => $"""
        <!DOCTYPE html><html {Direction}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head><body style="margin:0"><div {Direction} style="{Page}">
        {html}</div></body></html>

        """;

    private bool IsRightToLeft => ReaderLanguage.Find(language) is { RightToLeft: true };

    private string Direction => $"lang=\"{Encode(language)}\" dir=\"{(IsRightToLeft ? "rtl" : "ltr")}\"";

    public MailBody Line(string line) => Line([new(line, IsPlace: false)]);

    /// <summary>A name of another script stands apart, so that it does not mix up the order of the words around it.</summary>
    internal MailBody Line(IReadOnlyList<TemplatePiece> pieces)
    {
        text.AppendJoin("", pieces.Select(p => p.Text)).Append("\n\n");
        html.Append("<p>").AppendJoin("", pieces.Select(p => p.IsPlace ? $"<bdi>{Lines(p.Text)}</bdi>" : Lines(p.Text))).Append("</p>\n");
        return this;
    }

    public MailBody List(IEnumerable<string> items)
    {
        html.Append("<ul>");
        foreach (var item in items)
        {
            text.Append(" * ").Append(item).Append('\n');
            html.Append("<li><bdi>").Append(Encode(item)).Append("</bdi></li>");
        }

        text.Append('\n');
        html.Append("</ul>\n");
        return this;
    }

    /// <summary>The one thing to do: a link that looks like a button, and its address in full for those who see text.</summary>
    public MailBody Button(string label, string url)
    {
        text.Append(label).Append(":\n").Append(url).Append("\n\n");
        html.Append("<p><a href=\"").Append(Encode(url)).Append("\" style=\"").Append(Link).Append(Encode(button)).Append("\">").Append(Encode(label)).Append("</a></p>\n");
        return this;
    }

    /// <summary>A plain link, below what matters.</summary>
    public MailBody SmallLink(string label, string url)
    {
        text.Append(label).Append(":\n").Append(url).Append("\n\n");
        html.Append("<p style=\"").Append(Small).Append("\"><a href=\"").Append(Encode(url)).Append("\" style=\"color:inherit\">").Append(Encode(label)).Append("</a></p>\n");
        return this;
    }

    /// <summary>The sender's details below.</summary>
    public MailBody Foot(string line)
    {
        text.Append("-- \n").Append(line).Append('\n');
        html.Append("<p style=\"").Append(Small).Append("\"><bdi>").Append(Lines(line)).Append("</bdi></p>\n");
        return this;
    }

    private static string Lines(string value) => Encode(value).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Encode(string value) => WebUtility.HtmlEncode(value);
}
