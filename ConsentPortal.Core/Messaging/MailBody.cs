using System.Net;
using System.Text;

namespace ConsentPortal.Core.Messaging;

/// <summary>A mail in words, built once and written twice: as text and as HTML. No images, no styles that hide anything, nothing that
/// tells whether it was read.</summary>
public sealed class MailBody(string language)
{
    private const string Small = "color:#5b6470;font-size:14px";
    private const string Link = "display:inline-block;padding:10px 18px;border-radius:6px;background:#1d3f8f;color:#fff;text-decoration:none;font-weight:600";
    private readonly StringBuilder text = new();
    private readonly StringBuilder html = new();

    public string Text => text.ToString().TrimEnd() + "\n";

    public string Html => $"""
        <!DOCTYPE html><html lang="{Encode(language)}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head><body style="font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;max-width:36em;margin:0 auto;padding:16px">
        {html}</body></html>

        """;

    public MailBody Line(string line)
    {
        text.Append(line).Append("\n\n");
        html.Append("<p>").Append(Encode(line)).Append("</p>\n");
        return this;
    }

    public MailBody List(IEnumerable<string> items)
    {
        html.Append("<ul>");
        foreach (var item in items)
        {
            text.Append(" * ").Append(item).Append('\n');
            html.Append("<li>").Append(Encode(item)).Append("</li>");
        }

        text.Append('\n');
        html.Append("</ul>\n");
        return this;
    }

    /// <summary>The one thing to do: a link that looks like a button, and its address in full for those who see text.</summary>
    public MailBody Button(string label, string url)
    {
        text.Append(label).Append(":\n").Append(url).Append("\n\n");
        html.Append("<p><a href=\"").Append(Encode(url)).Append("\" style=\"").Append(Link).Append("\">").Append(Encode(label)).Append("</a></p>\n");
        return this;
    }

    /// <summary>The sender's details below.</summary>
    public MailBody Foot(string line)
    {
        text.Append("-- \n").Append(line).Append('\n');
        html.Append("<p style=\"").Append(Small).Append("\">").Append(Encode(line).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>\n");
        return this;
    }

    private static string Encode(string value) => WebUtility.HtmlEncode(value);
}
