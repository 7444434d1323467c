using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.SignIn;

internal static class SignInServices
{
    /// <summary>The claims that a signed-in member carries beside Identity's own.</summary>
    public const string PermissionClaim = "permission", LanguageClaim = "language", ThemeClaim = "theme", DensityClaim = "density";

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var https = PublicUrl.IsHttps(configuration);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, MemberStateProvider>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<OwnSettings>();
        services.AddScoped<FrontDoor>();
        services.AddSingleton<FailedTries>();
        services.AddSingleton<PasswordMail>();
        services.AddSingleton<ForgottenPasswords>();
        services.AddHostedService<ForgottenPasswordWorker>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options => Configure(options, https));
        new IdentityBuilder(typeof(TeamMember), services).AddSignInManager().AddClaimsPrincipalFactory<MemberClaims>();
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.Zero); // a changed role or password ends the session at once
        services.AddAuthorization(options =>
        {
            foreach (var permission in Enum.GetValues<Permission>().Where(p => p is not (Permission.None or Permission.All)))
            {
                options.AddPolicy(permission.ToString(), policy => policy.RequireClaim(PermissionClaim, permission.ToString()));
            }
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = https ? "__Host-af" : "af";
            options.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }

    private static void Configure(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions options, bool https)
    {
        options.LoginPath = Urls.SignIn;
        options.LogoutPath = Urls.SignOut;
        options.AccessDeniedPath = Urls.Denied;
        options.ReturnUrlParameter = "back";
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.Cookie.Name = https ? "__Host-session" : "session";
        options.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
    }
}
