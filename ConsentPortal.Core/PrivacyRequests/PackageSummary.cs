using System.Text.Encodings.Web;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary><c>summary.html</c>: what GDPR art. 15(1) and (2) wants said, in the person's language, to be read and printed without any program but a
/// browser. It loads nothing and runs nothing; every value in it is text.</summary>
internal sealed class PackageSummary(PackageFacts facts, PackageData data, PackageRedactions redactions)
{
    /// <summary>So many records of a category are shown in full; the tables hold all.</summary>
    private const int Shown = 100;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public async Task WriteAsync(PackageEntry to, CancellationToken ct)
    {
        Head(to);
        Purposes(to);
        Section(to, "Categories", Say("CategoriesLead"), [.. facts.Contents.Categories.Select(c => $"{facts.TitleOf(c.Code)}: {c.Rows}")]);
        Section(to, "Recipients", Say("RecipientsLead"), Recipients());
        Section(to, "Retention", Say("RetentionLead"), Lines(p => p.Retention));
        Section(to, "Sources", data.Sources.Count > 0 ? Say("SourcesLead") : Say("SourcesNone"), [.. data.Sources]);
        Section(to, "Automated", Say("AutomatedText"), []);
        var transfers = Lines(p => p.Transfers);
        Section(to, "Transfers", Say(transfers.Count > 0 ? "TransfersLead" : "TransfersNone"), transfers);
        Section(to, "Rights", Say("RightsLead"), [Say("Right16"), Say("Right17"), Say("Right18"), Say("Right20"), Say("Right21"), Say("RightWithdraw")]);
        Section(to, "Complaint", Say("ComplaintText"), []);
        LeftOut(to);
        Section(to, "Files", Say("FilesLead"), [Say("FileData"), Say("FilePortable"), Say("FileHistory"), Say("FileTables"), Say("FileManifest")]);
        to.Text($"<h1 class=\"data\">{Text("YourData")}</h1>");
        foreach (var category in facts.Contents.Categories)
        {
            await CategoryAsync(category, to, ct);
        }

        to.Text("</main></body></html>\n");
    }

    private void Head(PackageEntry to)
    {
        var (language, profile) = (ReaderLanguage.Find(facts.Language) ?? ReaderLanguage.All[0], facts.Profile);
        to.Text($$"""
            <!doctype html>
            <html lang="{{language.Code}}" dir="{{(language.RightToLeft ? "rtl" : "ltr")}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>{{Text("Title")}}</title>
            <style>
            body{margin:0;background:#fff;color:#1c2430;font:1rem/1.55 system-ui,sans-serif}main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:1.6rem;margin:0 0 .25rem}h1.data{margin-top:3rem}
            h2{font-size:1.15rem;margin:2rem 0 .25rem;border-block-start:1px solid #d5dae2;padding-block-start:1rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}.muted{color:#55606f}
            dl{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr);gap:.125rem 1rem;margin:.5rem 0 1.25rem}dt{color:#55606f}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
            @media (max-width:32rem){dl{grid-template-columns:1fr}dd{margin-block-end:.375rem} } @media print{main{max-width:none;padding:0}dl{break-inside:avoid}h2,h3{break-after:avoid} }
            </style></head><body><main>
            <h1>{{Text("Title")}}</h1><p class="muted">{{Encode(Say("Lead", facts.Request.Number, MailTexts.Day(facts.Language, facts.Package.CollectedAt ?? facts.Package.CreatedAt)))}}</p>
            <p>{{Encode(Say("Confirms", facts.Controller))}}</p>
            """);
        to.Text("<dl>");
        foreach (var (name, value) in new[] { ("Controller", facts.Controller), ("PostalAddress", profile.PostalAddress), ("Contact", profile.ControllerContact), ("Dpo", profile.DpoContact), ("Representative", profile.Representative), ("Policy", profile.State.PolicyUrl) })
        {
            Pair(to, Say(name), value);
        }

        to.Text("</dl>");
        if (facts.Note.Length > 0)
        {
            to.Text($"<h2>{Text("OurNote")}</h2><p style=\"white-space:pre-wrap\">{Encode(facts.Note)}</p>");
        }
    }

    private void Purposes(PackageEntry to)
    {
        to.Text($"<h2>{Text("Purposes")}</h2><p>{Text("PurposesLead")}</p>");
        foreach (var purpose in facts.Purposes)
        {
            to.Text($"<h3>{Encode(purpose.Name.In(facts.Language, facts.Profile.DefaultLanguage))}</h3><dl>");
            Pair(to, Say("Description"), purpose.Description.In(facts.Language, facts.Profile.DefaultLanguage));
            Pair(to, Say("LegalBasis"), purpose.LawfulBasis is { } basis ? Say("Basis" + basis) : "");
            Pair(to, Say("DataCategories"), purpose.DataCategories);
            Pair(to, Say("RetentionShort"), purpose.Retention);
            to.Text("</dl>");
        }
    }

    // by name, as far as they are known (C-154/21): who was told, who sends, whom the rules of the purposes name
    private List<string> Recipients()
        => [.. data.Told.Select(t => Say("ToldOfYou", t)).Concat(facts.Recipients.Where(r => !data.Told.Contains(r))).Concat(facts.Purposes.SelectMany(p => ProcessingFacts.Lines(p.Recipients))).Distinct(StringComparer.OrdinalIgnoreCase)];

    private List<string> Lines(Func<Purpose, string> of)
        => [.. facts.Purposes.SelectMany(p => ProcessingFacts.Lines(of(p)).Select(l => $"{p.Name.In(facts.Language, facts.Profile.DefaultLanguage)}: {l}"))];

    private void LeftOut(PackageEntry to)
    {
        List<string> lines = [.. facts.Contents.Categories.SelectMany(c => c.Denied).Distinct(StringComparer.OrdinalIgnoreCase).Select(f => Say("LeftOutDenied", f))];
        lines.AddRange(redactions.Reasons.Select(r => Say("LeftOutRedacted", r)));
        Section(to, "LeftOut", Say(lines.Count > 0 ? "LeftOutLead" : "LeftOutNone"), lines);
    }

    private async Task CategoryAsync(PackageCategory category, PackageEntry to, CancellationToken ct)
    {
        to.Text($"<h2>{Encode(facts.TitleOf(category.Code))}</h2>");
        if (category.Rows > Shown)
        {
            to.Text($"<p class=\"muted\">{Encode(Say("FirstOnly", Shown, category.Rows, $"csv/{category.Code}.csv"))}</p>");
        }

        var n = 0;
        await foreach (var record in data.RecordsAsync(category, ct))
        {
            if (n++ == Shown)
            {
                break;
            }

            to.Text("<dl>");
            record.Fields.ToList().ForEach(f => Pair(to, f.Name, f.Value));
            to.Text("</dl>");
            await to.DrainAsync(ct);
        }
    }

    private void Section(PackageEntry to, string title, string text, IReadOnlyList<string> items)
    {
        to.Text($"<h2>{Text(title)}</h2><p>{Encode(text)}</p>");
        if (items.Count > 0)
        {
            to.Text($"<ul>{string.Concat(items.Select(i => $"<li>{Encode(i)}</li>"))}</ul>");
        }
    }

    private static void Pair(PackageEntry to, string name, string value)
    {
        if (value.Length > 0)
        {
            to.Text($"<dt>{Encode(name)}</dt><dd>{Encode(value)}</dd>");
        }
    }

    private string Say(string name, params object[] values) => facts.Say("Summary_" + name, values);

    private string Text(string name) => Encode(Say(name));

    private static string Encode(string text) => Encoder.Encode(text);
}
