using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Preferences;
using ConsentPortal.Web.Branding;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ConsentPortal.Web.Public;

/// <summary>What all public pages share: language, brand, the proof in their forms, and how they are sent.</summary>
internal sealed class PublicPages(Brands brands, IAntiforgery antiforgery, ScannerSigns signs, TimeProvider clock)
{
    /// <param name="path">Where this very page can be opened again, for the language switch; null for the answer to a form.</param>
    public PublicPage Page(HttpContext context, ComplianceProfile? profile = null, string? person = null, string? path = null)
    {
        var (language, asked) = PublicLanguage.Of(context.Request, person, profile?.DefaultLanguage);
        PublicLanguage.Speak(language);
        return new(language, asked, profile is null ? brands.At(context) : brands.Of(profile.Code), profile, path);
    }

    /// <summary>A preference center, in the look of its design.</summary>
    public PublicPage Page(HttpContext context, PreferenceView view, string? path)
    {
        var page = Page(context, view.Profile, view.ContactLanguage, path);
        return page with { Brand = brands.Of(view.Profile.Code, view.Design.Look), NamesSender = view.Design.Has(SectionKind.Legal) };
    }

    /// <summary>A hidden field with its cookie: the form was read on our page.</summary>
    public FormProof Prove(HttpContext context)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return new(tokens.FormFieldName, tokens.RequestToken!);
    }

    /// <summary>When a page was made, in milliseconds since 1970: its forms carry it, for the look at who answers faster than anybody reads.</summary>
    public string Stamp() => clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Why a form looks like a mail scanner's; empty for a person's.</summary>
    public IReadOnlyList<ScannerSign> SignsIn(HttpContext context, IFormCollection form, PreferenceLink link) => signs.In(context, form, link.PointId);

    public Task<bool> IsProvedAsync(HttpContext context) => antiforgery.IsRequestValidAsync(context);

    public static Task SendAsync<TPage>(HttpContext context, PublicPage page, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        PublicLanguage.Speak(page.Language);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentLanguage = page.Language;
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true }.ExecuteAsync(context);
    }

    public static Task SayAsync(HttpContext context, PublicPage page, PublicMessage message, int status = StatusCodes.Status200OK)
        => SendAsync<MessagePage>(context, page, new(StringComparer.Ordinal) { ["Page"] = page, ["Message"] = message }, status);

    /// <summary>Reads a form; null when there is none to read.</summary>
    public static async Task<IFormCollection?> FormAsync(HttpContext context)
    {
        try
        {
            return context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
