using Microsoft.AspNetCore.Diagnostics;

namespace ConsentPortal.Web;

internal static class PortalErrors
{
    /// <summary>What a caller gets when the portal itself failed: programs a problem document, people a plain page. Never a stack trace.</summary>
    public static IApplicationBuilder UsePortalErrors(this IApplicationBuilder app) => app.UseExceptionHandler(errors => errors.Run(async context =>
    {
        var status = context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        context.Response.StatusCode = status;
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || SecurityHeaders.IsPublic(context.Request.Path))
        {
            await Results.Problem(statusCode: status).ExecuteAsync(context);
            return;
        }

        var german = Languages.Of(context) == "de"; // what failed may have been the texts themselves
        var (language, title, rest, back) = german ? ("de", "Etwas ist schiefgegangen", "Es wurde nichts geändert.", "Zurück zum Anfang") : ("en", "Something went wrong", "Nothing was changed.", "Back to the start");
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"<!DOCTYPE html><html lang=\"{language}\"><title>ConsentPortal</title><h1>{title}</h1><p>{rest} <a href=\"/\">{back}</a></p></html>");
    }));

    /// <summary>People who follow a wrong link get a page, programs the bare status.</summary>
    public static IApplicationBuilder UseNotFoundPage(this IApplicationBuilder app) => app.UseWhen(
        context => HttpMethods.IsGet(context.Request.Method) && !SecurityHeaders.IsPublic(context.Request.Path) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal),
        people => people.UseStatusCodePagesWithReExecute(Urls.NotFound, createScopeForStatusCodePages: true));
}
