using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.SignIn;

/// <summary>Where somebody who has just signed in goes: back to where they were, or, the first administrator, to the question for the
/// country.</summary>
internal sealed class StartPage(ReadCountry country)
{
    public async Task<string> AfterAsync(HttpContext http, TeamMember member, string? back)
    {
        http.Remember(member);
        return member.Role == Role.Administrator && await country.RunAsync(http.RequestAborted) is null ? Urls.Setup : LocalPath.Of(back);
    }
}
