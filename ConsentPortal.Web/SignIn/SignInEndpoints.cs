namespace ConsentPortal.Web.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        _ = app; // its pages are Razor components
    }
}
