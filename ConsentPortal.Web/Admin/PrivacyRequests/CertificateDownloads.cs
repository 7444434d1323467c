using System.Globalization;
using System.Net;
using System.Text;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The certificate of an erasure: to print, and for programs.</summary>
internal static class CertificateDownloads
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup(Urls.Requests).RequireAuthorization(nameof(Permission.ReadRequests));
        cases.MapGet("/{id:long}/certificate.json", JsonAsync);
        cases.MapGet("/{id:long}/certificate.html", HtmlAsync);
    }

    private static async Task<IResult> JsonAsync(long id, HttpContext http, ReadErasure read, CurrentActor current)
        => await FindAsync(id, http, read, current) is { } erasure ? Results.Text(erasure.Certificate, "application/json", Encoding.UTF8) : Results.NotFound();

    private static async Task<IResult> HtmlAsync(long id, HttpContext http, ReadErasure read, CurrentActor current, IStringLocalizer<Texts> L)
        => await FindAsync(id, http, read, current) is { } erasure
            ? Results.Text(Html(ErasureCertificate.FromJson(erasure.Certificate), erasure.CertificateHash, L), "text/html", Encoding.UTF8) : Results.NotFound();

    private static async Task<Erasure?> FindAsync(long id, HttpContext http, ReadErasure read, CurrentActor current)
    {
        http.Response.Headers.CacheControl = "no-store";
        var found = await read.RunAsync(new(id), await current.OfAsync(http.User), http.RequestAborted);
        return found is { Ok: true, Value.Erasure: { State: ErasureState.Done } erasure } ? erasure : null;
    }

    // a sheet of its own: no script, no menu, the look of the portal and its rules for paper
    internal static string Html(ErasureCertificate proof, string hash, IStringLocalizer<Texts> L)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{CultureInfo.CurrentUICulture.Name}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"../../portal.css\"><title>{T(L["Certificate of erasure"])} {T(proof.Request)}</title></head>");
        page.Append(CultureInfo.InvariantCulture, $"<body><main class=\"page sheet\"><h1>{T(L["Certificate of erasure"])}</h1><section class=\"panel\"><div class=\"body\"><dl class=\"facts\">");
        foreach (var (label, value) in Facts(proof, L).Append(("SHA-256 (JSON)", hash)))
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{T(label)}</dt><dd>{T(value)}</dd>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</dl></div></section><section class=\"panel\"><header><h2>{T(L["What was done"])}</h2></header><div class=\"flush\">");
        Data(page, proof, L);
        page.Append(CultureInfo.InvariantCulture, $"</div></section><section class=\"panel\"><header><h2>{T(L["Applications that were told"])}</h2></header><div class=\"body\"><dl class=\"facts\">");
        foreach (var one in proof.Recipients)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{T(one.Name)}</dt><dd>{T(one.AcknowledgedAt is { } at ? L["acknowledged {0}", Time(at)] : L["told {0}, not yet acknowledged", Time(one.ToldAt)])}</dd>");
        }

        return page.Append(CultureInfo.InvariantCulture, $"</dl>{(proof.Recipients.Count == 0 ? $"<p class=\"muted\">{T(L["None"])}</p>" : "")}</div></section></main></body></html>").ToString();
    }

    private static void Data(StringBuilder page, ErasureCertificate proof, IStringLocalizer<Texts> L)
    {
        var (data, done, rows, kept) = (T(L["Data"]), T(L["What happens"]), T(L["Rows"]), T(L["Kept until"]));
        page.Append(CultureInfo.InvariantCulture, $"<table class=\"table stack\"><thead><tr><th scope=\"col\">{data}</th><th scope=\"col\">{done}</th><th scope=\"col\" class=\"right\">{rows}</th><th scope=\"col\">{kept}</th></tr></thead><tbody>");
        foreach (var line in proof.Data)
        {
            var why = line.Exception is null ? "" : $" ({ErasureWords.Exception(L, line.Exception)})";
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{T(ErasureWords.Category(L, line.Category))}</th><td data-label=\"{done}\">{T(ErasureWords.Of(L, line.Outcome).Label + why)}</td><td data-label=\"{rows}\" class=\"num right\">{line.Rows.ToString("N0", CultureInfo.CurrentCulture)}</td><td data-label=\"{kept}\" class=\"num nowrap\">{(line.Until is { } until ? T(RequestWords.Day(until)) : "–")}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    private static IEnumerable<(string Label, string Value)> Facts(ErasureCertificate proof, IStringLocalizer<Texts> L) =>
    [
        (L["Request"], proof.Request), (L["Profile"], proof.Profile), (L["Received"], Time(proof.ReceivedAt)), (L["Keyed hash of the address"], proof.KeyedHash),
        (L["Put up for review"], Who(proof.Prepared, L)), (L["Approved"], Who(proof.Approved, L)), (L["Ended"], Time(proof.EndedAt)),
    ];

    private static string Who(ErasureCertificate.Hand hand, IStringLocalizer<Texts> L) => Word.TryParse<Role>(hand.Role, out var role)
        ? L["{0} ({1}), member {2}, {3}", hand.Name, L[RoleNames.Of(role)], hand.Member, Time(hand.At)] : L["member {0}, {1}", hand.Member, Time(hand.At)];

    private static string T(string text) => WebUtility.HtmlEncode(text);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
