using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConsentPortal.Core.Consent;

internal static class ConsentServices
{
    public static IServiceCollection AddConsent(this IServiceCollection services)
    {
        services.AddSingleton<ConsentDecider>();
        services.AddSingleton<ConsentLedger>();
        services.AddSingleton<ProposalReader>();
        services.AddSingleton<PreferenceLinks>();
        services.AddSingleton<DecisionRuns>();
        services.AddSingleton<CheckConsent>();
        services.AddSingleton<FilterAudience>();
        services.AddSingleton<RecordConsent>();
        services.AddSingleton<IssueLinks>();
        services.AddSingleton<FindConsentEvents>();
        services.AddSingleton<ReadContactPoint>();
        services.AddSingleton<ActivityTally>();
        services.AddSingleton<ReadActivity>();
        services.AddSingleton<SuppressionBook>();
        services.AddSingleton<SuppressionTargets>();
        services.AddSingleton<AddSuppression>();
        services.AddSingleton<LiftSuppression>();
        services.AddSingleton<FindSuppressions>();
        services.AddSingleton<SealLedger>();
        services.AddSingleton<VerifyLedger>();
        services.AddSingleton<CheckPublishedHeads>();
        services.AddSingleton<PublishSettings>(sp => new(sp.GetRequiredService<IConfiguration>(), sp.GetRequiredService<DataDirectory>(), sp.GetService<IHostEnvironment>()));
        services.AddSingleton<HeadSender>();
        services.AddSingleton<PublishHead>();
        services.AddSingleton<FindSealPublications>();
        services.AddHostedService<PublishWorker>();
        services.AddHostedService<SealWorker>();
        services.AddSingleton<ConfirmationMail>();
        services.AddMailKind(ConfirmationMail.Mail);
        services.AddMailKind(ConfirmationMail.LevelMail);
        services.AddMailKind(ConfirmationMail.ReminderMail);
        services.AddMailKind(GuardianMail.Mail);
        services.AddMailKind(GuardianMail.ReminderMail);
        services.AddMailKind(RenewalMail.Mail);
        services.AddSingleton<ConfirmationRequests>();
        services.AddSingleton<RenewalMail>();
        services.AddSingleton<GuardianMail>();
        services.AddSingleton<ConfirmationLetters>();
        services.AddSingleton<RequestedPeople>();
        services.AddSingleton<ConfirmedPerson>();
        services.AddSingleton<ResendConfirmation>();
        services.AddSingleton<RemindRequests>();
        services.AddSingleton<PurgeRequests>();
        services.AddHostedService<RequestWorker>();
        services.AddSingleton<ConfirmOptIn>();
        services.AddSingleton<FindLapsing>();
        services.AddSingleton<CountLapsing>();
        services.AddSingleton<RenewalCandidates>();
        services.AddSingleton<StartRenewal>();
        services.AddSingleton<CancelRenewal>();
        services.AddSingleton<FindRenewals>();
        services.AddSingleton<AskForRenewal>();
        services.AddHostedService<RenewalWorker>();
        services.AddSingleton<ReadConfirmation>();
        services.AddSingleton<AddressProofs>();
        services.AddSingleton<SendAddressCode>();
        services.AddMailKind(SendAddressCode.Mail);
        services.AddSingleton<CheckAddressCode>();
        services.AddSingleton<UndoOffers>();
        services.AddSingleton<LevelWriter>();
        services.AddSingleton<ChangeConsentLevel>();
        services.AddSingleton<UndoSave>();
        services.AddSingleton<FindFlagged>();
        services.AddSingleton<ReadFlagTallies>();
        services.AddSingleton<MatrixDecider>();
        services.AddSingleton<ReadConsentMatrix>();
        services.AddSingleton<ReadConsentHistory>();
        services.AddSingleton<ReadEvidence>();
        services.AddSingleton<StaffConfirmation>();
        services.AddSingleton<ChangeConsent>();
        services.AddSingleton<AddressMover>();
        services.AddSingleton<ChangeAddress>();
        services.AddSingleton<ReadAddressChange>();
        services.AddSingleton<ReadPreferenceLink>();
        return services;
    }
}
