using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Preferences;

internal static class PreferencesServices
{
    public static IServiceCollection AddPreferences(this IServiceCollection services)
    {
        services.AddSingleton<IHoldsPersonalData, PreferencesHoldings>();
        services.AddSingleton<UnsubscribeInOneClick>();
        services.AddSingleton<CenterFiles>();
        services.AddSingleton<PreferenceCenters>();
        services.AddSingleton<ChoiceReader>();
        services.AddSingleton<ReadPreferenceCenter>();
        services.AddSingleton<ReadSampleCenter>();
        services.AddSingleton<SaveNotice>();
        services.AddSingleton<ToldLetter>();
        services.AddSingleton<TellOfSaves>();
        services.AddHostedService<NoticeWorker>();
        services.AddSingleton<SaveOffers>();
        services.AddMailKind(DoubtfulNotice.Mail);
        services.AddMailKind(ChangeNotice.Mail);
        services.AddSingleton<ChoiceQuestions>();
        services.AddSingleton<ChoiceWriter>();
        services.AddSingleton<ChosenNumbers>();
        services.AddSingleton<ConfirmChoices>();
        services.AddSingleton<AskNumberAgain>();
        services.AddSingleton<SavePreferences>();
        services.AddSingleton<StopChannel>();
        services.AddSingleton<EverythingWriter>();
        services.AddSingleton<ChannelWriter>();
        services.AddSingleton<UnsubscribeFromEverything>();
        services.AddSingleton<ReceiptLinks>();
        services.AddSingleton<ReadReceipt>();
        services.AddSingleton<FindReceipt>();
        services.AddSingleton<FindReceipts>();
        services.AddSingleton<ReceiptSigner>();
        services.AddSingleton<VerifyReceipt>();
        services.AddSingleton<ReadUndoOffer>();
        services.AddSingleton<LinkBack>();
        services.AddSingleton<PauseWriter>();
        services.AddSingleton<PauseMessages>();
        services.AddSingleton<EndPause>();
        services.AddSingleton<LevelChoice>();
        services.AddSingleton<ChooseLevel>();
        services.AddSingleton<GiveLeavingReason>();
        services.AddSingleton<CountLeavingReasons>();
        services.AddSingleton<ReadOwnDetails>();
        services.AddSingleton<SaveOwnDetails>();
        services.AddSingleton<AskOwnAddress>();
        services.AddSingleton<ProveOwnAddress>();
        services.AddDesigning();
        services.AddSingleton<ReadCenterStanding>();
        services.AddSubscribing();
        return services;
    }

    private static void AddDesigning(this IServiceCollection services)
    {
        services.AddSingleton<CenterWriter>();
        services.AddSingleton<SaveCenterDraft>();
        services.AddSingleton<DiscardCenterDraft>();
        services.AddSingleton<PublishCenter>();
        services.AddSingleton<RestoreCenterVersion>();
        services.AddSingleton<ExportCenter>();
        services.AddSingleton<ImportCenter>();
        services.AddSingleton<ReadCenterDesign>();
        services.AddSingleton<FindCenterVersions>();
        services.AddSingleton<CompareCenterVersions>();
    }

    // sign-up pages and lost links
    private static IServiceCollection AddSubscribing(this IServiceCollection services)
    {
        services.AddSingleton<AskForLink>();
        services.AddSingleton<LinkMail>();
        services.AddMailKind(LinkMail.Mail);
        services.AddMailKind(LinkMail.AlreadyMail);
        services.AddSingleton<LinkLetter>();
        services.AddSingleton<SubscribeChannels>();
        services.AddSingleton<ReadSubscribePage>();
        services.AddSingleton<ReadSubscribeDesign>();
        services.AddSingleton<DesignSubscribePage>();
        services.AddSingleton<Subscribe>();
        services.AddSingleton<AskAgain>();
        services.AddSingleton<SubscriptionPoints>();
        services.AddSingleton<SubscriptionWriter>();
        services.AddSingleton<WishWriter>();
        services.AddSingleton<CarryOutWishes>();
        services.AddSingleton<PurgeWishes>();
        services.AddSingleton<IRetains, FormRetention>();
        services.AddHostedService<WishWorker>();
        services.AddSingleton<NumberWriter>();
        services.AddSingleton<ConfirmNumber>();
        services.AddSingleton<IErasesPersonalData, PreferencesErasure>();
        return services;
    }
}
