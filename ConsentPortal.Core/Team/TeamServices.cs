using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Team;

internal static class TeamServices
{
    public static IServiceCollection AddTeam(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, TeamHoldings>();
        services.AddIdentityCore<TeamMember>(PasswordRules.Configure).AddEntityFrameworkStores<PortalDb>();
        services.Configure<PasswordHasherOptions>(PasswordRules.Configure);
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IPasswordHasher<TeamMember>, PasswordHasher<TeamMember>>();
        services.AddSingleton<PasswordLinks>();
        services.AddSingleton<MemberChanges>();
        services.AddSingleton<ReadMember>();
        services.AddSingleton<ReadDemoTeam>();
        services.AddSingleton<FindMembers>();
        services.AddSingleton<InviteMember>();
        services.AddSingleton<ChangeRole>();
        services.AddSingleton<DisableMember>();
        services.AddSingleton<EnableMember>();
        services.AddSingleton<EditOwnAccount>();
        services.AddSingleton<ChooseAppearance>();
        services.AddSingleton<ChangeOwnPassword>();
        services.AddSingleton<SignOutEverywhere>();
        services.AddSingleton<IssuePasswordLink>();
        services.AddSingleton<SetPassword>();
        services.AddSingleton<RequestPasswordLink>();
        services.AddSingleton<CheckAdministrator>();
        services.AddSingleton<RescueAdministrator>();
        services.AddSingleton<SecondFactorKeys>();
        services.AddSingleton<AuthenticatorSetups>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<ProveAgain>();
        services.AddSingleton<EnterByPassword>();
        services.AddSingleton<EnterByCode>();
        services.AddSingleton<OpenSession>();
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<RequireSecondFactor>();
        services.AddSingleton<TurnOnAuthenticator>();
        services.AddSingleton<TurnOffAuthenticator>();
        services.AddSingleton<RenewRecoveryCodes>();
        services.AddSingleton<ResetSecondFactor>();
        services.AddSingleton<ReadSecondFactor>();
        services.AddSingleton<FindSessions>();
        services.AddSingleton<FindSignIns>();
        services.AddSingleton<EndSession>();
        services.AddSingleton<ForgetSignIns>();
        services.AddSingleton<IRetains, SignInRetention>();
        services.AddSingleton<StartPasskey>();
        services.AddSingleton<AddPasskey>();
        services.AddSingleton<UsePasskey>();
        services.AddSingleton<RenamePasskey>();
        services.AddSingleton<RemovePasskey>();
        services.AddSingleton<FindPasskeys>();
        services.AddSingleton<WithdrawInvitation>();
        services.AddSingleton<SaveView>();
        services.AddSingleton<DeleteView>();
        services.AddSingleton<ChooseDefaultView>();
        services.AddSingleton<FindViews>();
        services.AddSingleton<IErasesPersonalData, TeamErasure>();
        return services;
    }
}
