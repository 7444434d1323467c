using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Team;

internal static class TeamServices
{
    public static IServiceCollection AddTeam(this IServiceCollection services)
    {
        services.AddIdentityCore<TeamMember>(PasswordRules.Configure).AddEntityFrameworkStores<PortalDb>();
        services.AddSingleton<ReadMember>();
        return services;
    }
}

/// <summary>Length over riddles (NIST SP 800-63B): at least 12 characters; five wrong tries lock an account for fifteen minutes.</summary>
public static class PasswordRules
{
    public const int MinLength = 12;

    public static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = MinLength;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.User.RequireUniqueEmail = true;
        options.SignIn.RequireConfirmedAccount = false;
    }
}
