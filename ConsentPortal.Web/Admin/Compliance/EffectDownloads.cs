using System.Globalization;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.Net.Http.Headers;

namespace ConsentPortal.Web.Admin.Compliance;

/// <summary>Keeps changes that somebody looks at before they are saved, for a while, so that the browser can fetch the list of what they
/// would turn.</summary>
internal sealed class EffectDownloads(TimeProvider clock)
{
    private readonly KeptDownloads<RulebookChange> kept = new(clock);

    /// <summary>The path of the list; only who asked for it opens it.</summary>
    public string Keep(RulebookChange change, Actor actor) => Urls.EffectList(kept.Keep(change, actor));

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(Urls.EffectList("{token}"), (HttpContext http, string token, EffectDownloads downloads, ListEffect list, CurrentActor current) => downloads.SendAsync(http, token, list, current))
            .RequireAuthorization(nameof(Permission.EditCompliance));

    private async Task SendAsync(HttpContext http, string token, ListEffect list, CurrentActor current)
    {
        var actor = await current.OfAsync(http.User, http.RequestAborted);
        if (!kept.TryFind(token, actor, out var change))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var outcome = await list.RunAsync(new(change), actor, http.RequestAborted);
        if (!outcome.Ok)
        {
            http.Response.StatusCode = outcome.Problem!.Refusal == Refusal.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict;
            return;
        }

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(string.Create(CultureInfo.InvariantCulture, $"effect-{clock.Now():yyyy-MM-dd}.csv"));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        await WriteAsync(http, outcome.Value.Lines);
    }

    private static async Task WriteAsync(HttpContext http, IAsyncEnumerable<ListEffect.Line> lines)
    {
        await using StreamWriter writer = new(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true); // the mark tells Excel that it is UTF-8
        await using StringWriter record = new(CultureInfo.InvariantCulture);
        CsvText.Write(record, ["contact_point", "address", "channel", "profile", "purpose", "topic", "before", "reason_before", "after", "reason_after"]);
        await foreach (var line in lines)
        {
            CsvText.Write(record, [line.PointId.ToString(), line.Address, Word.Of(line.Channel), line.Profile, line.Purpose, line.Topic ?? "", Answer(line.Before), line.Before.Code(), Answer(line.After), line.After.Code()]);
            await writer.WriteAsync(record.GetStringBuilder(), http.RequestAborted);
            record.GetStringBuilder().Clear();
        }

        await writer.WriteAsync(record.GetStringBuilder(), http.RequestAborted);
    }

    private static string Answer(ReasonCode reason) => reason.Allows() ? "send" : "do_not_send";
}
