using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Web.Admin.Mail;

public sealed partial class MailText
{
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    // the group keeps the addresses among the parts
    private string[] Parts => Address().Split(Text.TrimEnd());

    [GeneratedRegex(@"(?<url>https?://[^\s<>""]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
