using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;
using ConsentPortal.Web.Api.Team;

namespace ConsentPortal.Web.Api;

/// <summary>Who works here.</summary>
internal static class TeamEndpoints
{
    private const string Group = "Team";
    private const string Limits = "A program makes and touches no administrator, and gives nobody more than its own key may do.";
    private const Permission Team = Permission.ManageTeam;

    public static IServiceCollection AddTeamEndpoints(this IServiceCollection services) => services.AddSingleton<MemberCalls>().AddSingleton<InviteCall>();

    public static void MapTeam(this IEndpointRouteBuilder api)
    {
        var calls = api.ServiceProvider.GetRequiredService<ApiCalls>();
        var members = api.ServiceProvider.GetRequiredService<MemberCalls>();
        api.MapRead("/members", calls.Get(Team, members.ListAsync))
            .DescribeList<MemberAnswer>(TeamExamples.List, Group, "List members", "The team in the order of joining.");
        api.MapPost("/members", calls.Write(Team, api.ServiceProvider.GetRequiredService<InviteCall>().RunAsync))
            .Describe<MemberInvitation, MemberAnswer>(TeamExamples.Invite, Group, "Invite a member", $"A one-time link to choose a password goes to their mailbox, and nowhere else. {Limits}");
        api.MapPost("/members/query", calls.Read(Team, members.QueryAsync))
            .Describe<MemberQuestion, ApiList<MemberAnswer>>(TeamExamples.Query, Group, "Find a member by address", "One member, or none.");
        var one = api.MapGroup("/members/{member}").WithMetadata(new ApiParameter("member", "Id of the member.", InPath: true, Example: "71010399211225003"));
        one.MapRead("", calls.Get(Team, members.Member)).DescribeRead<MemberAnswer>(TeamExamples.Read, Group, "Read a member", "Role and state.", 404);
        one.MapPatch("", calls.Edit(Team, members.Member, members.ChangeAsync))
            .DescribeEdit<MemberPatch, MemberAnswer>(TeamExamples.Edit, Group, "Change a member's role", $"Their sessions end at once. {Limits}");
        one.MapPost("/disable", calls.Act(Team, members.Member, members.DisableAsync))
            .DescribeAct<Nothing, MemberAnswer>(TeamExamples.Disable, Group, "Disable a member", "Shuts them out at once. Nothing of theirs is deleted.");
        one.MapPost("/enable", calls.Act(Team, members.Member, members.EnableAsync))
            .DescribeAct<Nothing, MemberAnswer>(TeamExamples.Enable, Group, "Enable a member", $"Lets them in again with the role they had. {Limits}");
        one.MapDelete("", calls.Remove(Team, members.Member, members.WithdrawAsync))
            .DescribeRemove(TeamExamples.Withdraw, Group, "Withdraw an invitation", "While nobody followed it. A member who has a password is disabled instead.");
    }
}
