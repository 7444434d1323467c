using System.Globalization;
using System.Text;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>Files in and out: by plain HTTP and straight to the disk, because a circuit is no place for a gigabyte.</summary>
internal static class ImportEndpoints
{
    private const int OneBoundary = 64 * 1024; // what a multipart body weighs beside the file

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup(Urls.Imports).RequireAuthorization(nameof(Permission.RunImports));
        imports.MapPost("/upload", UploadAsync);
        imports.MapGet("/{id:long}/rejected.csv", RejectedAsync);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, UploadImport upload, CurrentActor current, IAntiforgery antiforgery, ImportLimits limits)
    {
        if (http.Request.ContentLength > limits.FileMax + OneBoundary)
        {
            return Results.Redirect(Urls.NewImportAfter(UploadProblem.NameOf(UploadProblem.TooLarge)));
        }

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = limits.FileMax + OneBoundary;
        try
        {
            var outcome = await ReadAsync(http, upload, current, antiforgery);
            return Results.Redirect(outcome.Ok ? Urls.Import(outcome.Value) : Urls.NewImportAfter(UploadProblem.NameOf(outcome.Problem!)));
        }
        catch (BadHttpRequestException error)
        {
            return Results.Redirect(Urls.NewImportAfter(UploadProblem.NameOf(error.StatusCode == StatusCodes.Status413PayloadTooLarge ? UploadProblem.TooLarge : UploadProblem.Broken)));
        }
        catch (IOException)
        {
            return Results.Redirect(Urls.NewImportAfter(UploadProblem.NameOf(UploadProblem.Broken)));
        }
    }

    // the form's first part is the antiforgery token, the next one the file, read as it arrives
    private static async Task<Outcome<Id<ImportJob>>> ReadAsync(HttpContext http, UploadImport upload, CurrentActor current, IAntiforgery antiforgery)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.Boundary.Length == 0)
        {
            return UploadProblem.Broken;
        }

        MultipartReader parts = new(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), http.Request.Body);
        var trusted = false;
        while (await parts.ReadNextSectionAsync(http.RequestAborted) is { } part)
        {
            if (part.AsFormDataSection() is { } field)
            {
                http.Request.Headers["RequestVerificationToken"] = await field.GetValueAsync(http.RequestAborted);
                trusted = await antiforgery.IsRequestValidAsync(http);
            }
            else if (part.AsFileSection() is { FileStream: { } content } file)
            {
                return trusted ? await upload.RunAsync(new(file.FileName, content, KindOf(http)), await current.OfAsync(http.User), http.RequestAborted) : UploadProblem.Broken;
            }
        }

        return UploadProblem.Broken;
    }

    private static ImportKind KindOf(HttpContext http) => http.Request.Query["kind"] == "contacts" ? ImportKind.Contacts : ImportKind.Consents;

    private static async Task RejectedAsync(long id, HttpContext http, ReadRejected rejected, CurrentActor current)
    {
        StreamWriter Open(string file)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)}-rejected.csv");
            http.Response.ContentType = "text/csv; charset=utf-8";
            http.Response.Headers.CacheControl = "no-store";
            ContentDispositionHeaderValue disposition = new("attachment");
            disposition.SetHttpFileName(name);
            http.Response.Headers.ContentDisposition = disposition.ToString();
            return new(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true); // the mark tells Excel that it is UTF-8
        }

        var outcome = await rejected.RunAsync(new(id), Open, await current.OfAsync(http.User), http.RequestAborted);
        if (!outcome.Ok)
        {
            http.Response.StatusCode = outcome.Problem!.Refusal == Refusal.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
        }
    }
}
