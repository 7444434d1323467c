using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Public;

/// <summary><c>/privacy/{profile}</c> tells what one can ask for and has a form for each; <c>/u/{token}/privacy</c> has the same forms for the address of a
/// preference center. One answer for everybody. No trap for programs: a browser that fills it in would lose somebody's request.</summary>
internal sealed class PrivacyEndpoints(PublicPages pages, PublicDoor door, FormLimits limits, PrivacyVisit visit, IStringLocalizer<PublicTexts> texts)
{
    // somewhat more than a file may have, so that a form with a larger one comes back with all that was typed
    private const long MostBytes = 16 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var here = app.ServiceProvider.GetRequiredService<PrivacyEndpoints>();
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/privacy/{profile}", reading, (HttpContext context, string profile) => here.OverviewAsync(context, profile, null));
        app.MapMethods("/privacy/{profile}/{kind}", reading, (HttpContext context, string profile, string kind) => here.FormAsync(context, profile, kind, null));
        app.MapPost("/privacy/{profile}/{kind}", (HttpContext context, string profile, string kind) => here.SendAsync(context, profile, kind, null));
        app.MapMethods("/u/{token}/privacy", reading, (HttpContext context, string token) => here.OverviewAsync(context, "", token));
        app.MapMethods("/u/{token}/privacy/{kind}", reading, (HttpContext context, string token, string kind) => here.FormAsync(context, "", kind, token));
        app.MapPost("/u/{token}/privacy/{kind}", (HttpContext context, string token, string kind) => here.SendAsync(context, "", kind, token));
    }

    private async Task OverviewAsync(HttpContext context, string profile, string? token)
    {
        if (await OpenAsync(context, profile, RequestKind.Get, token) is not { } model)
        {
            return;
        }

        var path = token is null ? Urls.Privacy(model.View.Profile.Code) : Urls.PrivacyOf(token);
        var page = model.Page with { Path = path };
        await PublicPages.SendAsync<PrivacyPage>(context, page, new(StringComparer.Ordinal) { ["Page"] = page, ["View"] = model.View, ["Path"] = path });
    }

    private async Task FormAsync(HttpContext context, string profile, string kind, string? token)
    {
        if (KindOf(kind) is not { } of)
        {
            await door.RefuseAsync(context);
        }
        else if (await OpenAsync(context, profile, of, token) is { } model)
        {
            await RenderAsync(context, model, StatusCodes.Status200OK);
        }
    }

    private async Task SendAsync(HttpContext context, string profile, string kind, string? token)
    {
        if (KindOf(kind) is not { } of)
        {
            await door.RefuseAsync(context);
            return;
        }

        if (await OpenAsync(context, profile, of, token) is not { } model || !await limits.AdmitsAsync(context))
        {
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostBytes;
        }

        if (await PublicPages.FormAsync(context) is not { } form)
        {
            await RenderAsync(context, model with { Problems = [RequestFileCheck.TooLarge(MostBytes)!] }, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        var entry = PrivacyEntry.Of(form);
        var outcome = await visit.SubmitAsync(model, entry, await FileAsync(form, entry, context.RequestAborted), token, context.RequestAborted);
        if (!outcome.Ok)
        {
            await RenderAsync(context, model with { Entry = entry, Problems = outcome.Problems }, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        await PublicPages.SayAsync(context, model.Page with { Path = null }, Sent(model));
    }

    private PublicMessage Sent(PrivacyModel model)
        => new("Your request was sent", texts["Within a few minutes you get a mail with the number of your request, whether or not we keep data about you."], texts["Please do what the mail asks for: then nobody else can ask in your name."])
        {
            Role = "status", After = [texts["Nothing arrived? Look among the unwanted mail, and check that the address was right. You may ask again."]],
            Way = new("Your privacy rights", model.Page.To(model.Page.Rights ?? Urls.Privacy(model.View.Profile.Code))),
        };

    // null = the answer is given
    private async Task<PrivacyModel?> OpenAsync(HttpContext context, string profile, RequestKind kind, string? token)
    {
        var link = token is null ? null : await door.OpenAsync(context, token);
        if (token is not null && link is null)
        {
            return null;
        }

        if (await visit.OpenAsync(profile, kind, link, context.RequestAborted) is not { } found)
        {
            await door.RefuseAsync(context);
            return null;
        }

        var path = token is null ? Urls.Privacy(found.View.Profile.Code, kind) : Urls.PrivacyOf(token, kind);
        return new(pages.Page(context, found.View.Profile, path: path) with { Rights = token is null ? null : Urls.PrivacyOf(token) }, found.View, kind, path, found.Masked);
    }

    private static Task RenderAsync(HttpContext context, PrivacyModel model, int status)
        => PublicPages.SendAsync<PrivacyFormPage>(context, model.Page, new(StringComparer.Ordinal) { ["Model"] = model }, status);

    private static RequestKind? KindOf(string word) => Enum.GetValues<RequestKind>().Cast<RequestKind?>().FirstOrDefault(k => Word.Of(k!.Value) == word);

    private static async Task<NewRequestFile?> FileAsync(IFormCollection form, PrivacyEntry entry, CancellationToken ct)
    {
        if (form.Files.GetFile(RequestFileCheck.Field) is not { Length: > 0 } file)
        {
            return null;
        }

        using MemoryStream content = new();
        await using var stream = file.OpenReadStream();
        await stream.CopyToAsync(content, ct);
        return new(entry.OnBehalf == OnBehalf.Self ? RequestFileKind.Attachment : RequestFileKind.Authority, file.FileName, content.ToArray());
    }
}
