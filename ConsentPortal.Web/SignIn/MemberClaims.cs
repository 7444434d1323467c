using System.Security.Claims;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ConsentPortal.Web.SignIn;

/// <summary>Puts a member's name, permissions, language and looks into the cookie, so that pages can hide what the verbs would refuse and are
/// right from their first byte. Read anew with every request.</summary>
internal sealed class MemberClaims(UserManager<TeamMember> members, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<TeamMember>(members, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(TeamMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.RemoveClaim(identity.FindFirst(identity.NameClaimType));
        identity.AddClaim(new(identity.NameClaimType, user.DisplayName.Length > 0 ? user.DisplayName : user.Email ?? ""));
        identity.AddClaim(new(SignInServices.LanguageClaim, user.Language));
        identity.AddClaim(new(SignInServices.ThemeClaim, Word.Of(user.Theme)));
        identity.AddClaim(new(SignInServices.DensityClaim, Word.Of(user.Density)));
        foreach (var permission in Enum.GetValues<Permission>().Where(p => p is not (Permission.None or Permission.All) && user.Permissions.HasFlag(p)))
        {
            identity.AddClaim(new(SignInServices.PermissionClaim, permission.ToString()));
        }

        return identity;
    }
}
