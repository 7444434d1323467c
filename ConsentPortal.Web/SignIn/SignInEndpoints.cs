using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
        => app.MapGet(Urls.SignOut, async (SignInManager<TeamMember> door) =>
        {
            await door.SignOutAsync();
            return Results.Redirect(Urls.SignIn);
        });
}
