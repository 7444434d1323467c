using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ConsentPortal.Web.Api.Imports;

/// <summary>The file of a call, while it comes in: the body itself, or the part of a form that is a file.</summary>
internal static class ImportBody
{
    private const int OneBoundary = 64 * 1024, LongestOption = 8 * 1024;
    private static readonly string[] Files = [ImportParameters.Csv, "application/csv", "text/plain", "text/tab-separated-values", "application/octet-stream", "application/vnd.ms-excel"];

    /// <summary>Media types of a call; what a file is called says little about what it is.</summary>
    public static readonly string[] Accepted = [.. Files, "multipart/form-data"];

    public static string TooLarge(ImportLimits limits) => $"A file has at most {limits.FileMaxInWords} here. Split it, or load it on the command line.";

    /// <summary>Null where there is no file: then the refusal is already answered.</summary>
    public static async Task<Stream?> OpenAsync(HttpContext context, ImportParameters options, ImportLimits limits)
    {
        var request = context.Request;
        if (request.ContentLength > limits.FileMax + OneBoundary)
        {
            await context.WriteProblemAsync(StatusCodes.Status413PayloadTooLarge, TooLarge(limits));
            return null;
        }

        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = limits.FileMax + OneBoundary;
        foreach (var (name, value) in request.Query)
        {
            options.Add(name, value);
        }

        var known = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        if (known && type!.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) && type.Boundary.Length > 0)
        {
            return await PartAsync(context, type, options);
        }

        if (known && Files.Contains(type!.MediaType.Value, StringComparer.OrdinalIgnoreCase))
        {
            return request.Body;
        }

        await context.WriteProblemAsync(StatusCodes.Status415UnsupportedMediaType, $"Send the file as {ImportParameters.Csv}, or as the part file of multipart/form-data.");
        return null;
    }

    private static async Task<Stream?> PartAsync(HttpContext context, MediaTypeHeaderValue type, ImportParameters options)
    {
        try
        {
            MultipartReader parts = new(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), context.Request.Body);
            while (await parts.ReadNextSectionAsync(context.RequestAborted) is { } part)
            {
                if (part.AsFileSection() is { FileStream: { } content } file)
                {
                    options.Add("fileName", file.FileName);
                    return content;
                }

                if (part.AsFormDataSection() is { } field)
                {
                    options.Add(field.Name, await ValueAsync(part.Body, context.RequestAborted));
                }
            }

            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, "The form has no part that is a file. Send it last, as the part file.");
        }
        catch (Exception error) when (error is InvalidDataException || (error is IOException && error is not BadHttpRequestException))
        {
            await context.WriteProblemAsync(StatusCodes.Status400BadRequest, "The form cannot be read: its boundary, its headers or one of its options is wrong.");
        }

        return null;
    }

    // an option is short; whatever is longer is a file in the wrong part
    private static async Task<string> ValueAsync(Stream part, CancellationToken ct)
    {
        var bytes = new byte[LongestOption + 1];
        var length = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return length <= LongestOption ? Encoding.UTF8.GetString(bytes, 0, length) : throw new InvalidDataException("An option is too long.");
    }
}
