using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Core.Compliance;

internal static class ComplianceServices
{
    public static IServiceCollection AddCompliance(this IServiceCollection services)
    {
        services.AddSingleton<Rulebooks>();
        services.AddSingleton<DefaultRulebook>();
        services.AddSingleton<RulebookWriter>();
        services.AddSingleton<CreateProfile>();
        services.AddSingleton<CopyProfile>();
        services.AddSingleton<ChooseCountry>();
        services.AddSingleton<ReadCountry>();
        services.AddSingleton<AddTopic>();
        services.AddSingleton<EditProfile>();
        services.AddSingleton<SetEnforcement>();
        services.AddSingleton<SetValidity>();
        services.AddSingleton<AddPurpose>();
        services.AddSingleton<EditPurpose>();
        services.AddSingleton<SharePurpose>();
        services.AddSingleton<RemovePurpose>();
        services.AddSingleton<EditTopic>();
        services.AddSingleton<ShowTopic>();
        services.AddSingleton<MoveTopic>();
        services.AddSingleton<ChangeProfileActivity>();
        services.AddSingleton<ChangePurposeActivity>();
        services.AddSingleton<ChangeTopicActivity>();
        services.AddSingleton<FindProfiles>();
        services.AddSingleton<FindPurposes>();
        services.AddSingleton<ReadProfile>();
        services.AddSingleton<FindSharablePurposes>();
        services.AddSingleton<PublishWording>();
        services.AddSingleton<FindWordings>();
        services.AddSingleton<AddBrand>();
        services.AddSingleton<EditBrand>();
        services.AddSingleton<RetireBrand>();
        services.AddSingleton<FindBrands>();
        services.AddSingleton<ReadBrand>();
        services.AddSingleton<UploadBrandFile>();
        services.AddSingleton<FindBrandFiles>();
        services.AddSingleton<ReadBrandFile>();
        return services;
    }
}
