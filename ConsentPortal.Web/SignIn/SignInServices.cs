using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;

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
        services.AddScoped<SessionCookies>();
        services.AddScoped<PasskeyDoor>();
        services.AddSingleton<UsedChallenges>();
        services.Configure<IdentityPasskeyOptions>(options => PasskeyRules.Configure(options, configuration));
        services.AddScoped<StartPage>();
        services.AddHostedService<SignInPurgeWorker>();
        services.AddSingleton<FailedTries>();
        services.AddSingleton<PasswordMail>();
        services.AddSingleton<SecurityMail>();
        services.AddSingleton<ForgottenPasswords>();
        services.AddHostedService<ForgottenPasswordWorker>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(SessionCookies.FirstStepScheme, options => ConfigureFirstStep(options, https)).AddIdentityCookies();
        services.ConfigureApplicationCookie(options => Configure(options, https));
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, options => Protect(options, https, "challenge")); // of a passkey
        new IdentityBuilder(typeof(TeamMember), services).AddSignInManager().AddClaimsPrincipalFactory<MemberClaims>();
        services.AddScoped<ISecurityStampValidator, SessionValidator>();
        services.Configure<SecurityStampValidatorOptions>(o => (o.ValidationInterval, o.OnRefreshingPrincipal) = (TimeSpan.Zero, SessionValidator.KeepSessionAsync)); // an ended session ends at once
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

    private static void Configure(CookieAuthenticationOptions options, bool https)
    {
        options.LoginPath = Urls.SignIn;
        options.LogoutPath = Urls.SignOut;
        options.AccessDeniedPath = Urls.Denied;
        options.ReturnUrlParameter = "back";
        options.ExpireTimeSpan = MemberSession.Idle;
        options.Events.OnValidatePrincipal = context => context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null ? SecurityStampValidator.ValidatePrincipalAsync(context) : NobodyAsync(context);
        Protect(options, https, "session");
        options.Cookie.SameSite = SameSiteMode.Lax;
    }

    // a style sheet is nobody's: it costs no look into the database
    private static Task NobodyAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        return Task.CompletedTask;
    }

    private static void ConfigureFirstStep(CookieAuthenticationOptions options, bool https)
    {
        options.ExpireTimeSpan = SessionCookies.FirstStepLife;
        options.SlidingExpiration = false;
        Protect(options, https, "first-step");
    }

    private static void Protect(CookieAuthenticationOptions options, bool https, string name)
    {
        options.Cookie.Name = https ? $"__Host-{name}" : name;
        options.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.HttpOnly = true;
    }
}
