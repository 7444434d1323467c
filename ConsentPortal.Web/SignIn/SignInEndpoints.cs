using System.Globalization;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.SignIn;

/// <summary>What the script of passkeys asks for; the pages themselves are Razor components.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost(Urls.PasskeyChallenge, ChallengeAsync).AllowAnonymous();
        app.MapPost(Urls.PasskeyStart, StartAsync).RequireAuthorization();
    }

    private static async Task<IResult> ChallengeAsync(HttpContext http, IAntiforgery antiforgery, PasskeyDoor door, FailedTries tries)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        return tries.TooMany(http.Connection.RemoteIpAddress) ? Results.StatusCode(StatusCodes.Status429TooManyRequests) : Results.Content(await door.ChallengeAsync(), "application/json");
    }

    // the password first: answers 422 with the sentence beside the field
    private static async Task<IResult> StartAsync(HttpContext http, IAntiforgery antiforgery, CurrentActor current, StartPasskey verb, SignInManager<TeamMember> signIn, IStringLocalizer<Texts> L)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var member = await current.MemberAsync(http.User, http.RequestAborted);
        var outcome = await verb.RunAsync(new(form["Add.Password"].ToString()), member?.AsActor() ?? CurrentActor.Nobody, http.RequestAborted);
        if (!outcome.Ok || member is null)
        {
            return Results.Text(outcome.Problem is { } problem ? L.Say(problem) : "", statusCode: StatusCodes.Status422UnprocessableEntity);
        }

        return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(new()
        {
            Id = member.Id.ToString(CultureInfo.InvariantCulture), Name = member.Email ?? "", DisplayName = member.DisplayName,
        }), "application/json");
    }
}
