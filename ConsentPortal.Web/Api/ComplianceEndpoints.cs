using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Compliance;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api;

/// <summary>The rulebook: profiles, how they use purposes, topics, wordings.</summary>
internal static class ComplianceEndpoints
{
    public const string Profiles = "Profiles", Purposes = "Purposes";
    private const Permission Read = Permission.ReadCompliance, Edit = Permission.EditCompliance;

    public static readonly ApiParameter Profile = new("profile", "Code of the profile.", InPath: true, Example: "default");
    private static readonly ApiParameter Purpose = new("purpose", "Code of the purpose.", InPath: true, Example: "commercial");
    private static readonly ApiParameter Topic = new("topic", "Code of the topic.", InPath: true, Example: "newsletter");

    public static IServiceCollection AddComplianceEndpoints(this IServiceCollection services)
    {
        services.AddSingleton<ProfileCalls>();
        services.AddSingleton<ProfileSharing>();
        services.AddSingleton<ProfileUseCalls>();
        services.AddSingleton<CenterCalls>();
        services.AddSingleton<PurposeCalls>();
        services.AddSingleton<TopicCalls>();
        services.AddSingleton<WordingCalls>();
        return services;
    }

    public static void MapCompliance(this IEndpointRouteBuilder api)
    {
        var calls = api.ServiceProvider.GetRequiredService<ApiCalls>();
        MapProfiles(api, calls, api.ServiceProvider.GetRequiredService<ProfileCalls>());
        MapUse(api.MapGroup("/profiles/{profile}").WithMetadata(Profile), calls, api.ServiceProvider.GetRequiredService<ProfileUseCalls>());
        api.MapRead("/profiles/{profile}/center", calls.Get(Read, api.ServiceProvider.GetRequiredService<CenterCalls>().ReadAsync))
            .WithMetadata(Profile, new ApiParameter("version", "Number of a published version; missing = what readers see now.", IsNumber: true))
            .DescribeRead<CenterDocument>(RuleExamples.ReadCenter, Profiles, "Read a preference center's design", "As the designer exports it and takes it in again, with the files that it uses.", 404);
        MapPurposes(api, calls, api.ServiceProvider.GetRequiredService<PurposeCalls>());
        MapTopics(api.MapGroup("/purposes/{purpose}/topics").WithMetadata(Purpose), calls, api.ServiceProvider.GetRequiredService<TopicCalls>());
        MapWordings(api.MapGroup("/purposes/{purpose}/wordings").WithMetadata(Purpose), calls, api.ServiceProvider.GetRequiredService<WordingCalls>());
    }

    private static void MapProfiles(IEndpointRouteBuilder api, ApiCalls calls, ProfileCalls profiles)
    {
        api.MapRead("/profiles", calls.Get(Read, profiles.ListAsync))
            .DescribeList<ProfileItem>(RuleExamples.ListProfiles, Profiles, "List profiles", "The profiles by code. A key bound to one profile sees that one.");
        api.MapPost("/profiles", calls.Write(Edit, profiles.CreateAsync))
            .Describe<ProfileCreation, ProfileAnswer>(RuleExamples.CreateProfile, Profiles, "Create a profile", "From a regime's preset, with purposes of its own, or sharing those of another profile: then their consent is shared too.");
        var one = api.MapGroup("/profiles/{profile}").WithMetadata(Profile);
        one.MapRead("", calls.Get(Read, profiles.Profile))
            .DescribeRead<ProfileAnswer>(RuleExamples.ReadProfile, Profiles, "Read a profile", "What it says of itself, the purposes it uses, and what its law still asks for.", 404);
        one.MapPatch("", calls.Edit(Edit, profiles.Profile, profiles.EditAsync))
            .DescribeEdit<ProfilePatch, ProfileAnswer>(RuleExamples.EditProfile, Profiles, "Edit a profile", "Its name, imprint, controller, deadlines, double opt-in. A change of the regime changes no model.");
        one.MapPost("/deactivate", calls.Act(Edit, profiles.Profile, profiles.Activity(active: false)))
            .DescribeAct<Why, ProfileAnswer>(RuleExamples.DeactivateProfile, Profiles, "Deactivate a profile", "Every decision under it is `purpose_inactive` from then on. Its consent stays as it was.");
        one.MapPost("/reactivate", calls.Act(Edit, profiles.Profile, profiles.Activity(active: true)))
            .DescribeAct<Why, ProfileAnswer>(RuleExamples.ReactivateProfile, Profiles, "Reactivate a profile", "Its consent counts again as it was.");
    }

    private static void MapUse(IEndpointRouteBuilder api, ApiCalls calls, ProfileUseCalls use)
    {
        api.MapRead("/enforcement", calls.Get(Read, use.Enforcement))
            .DescribeRead<EnforcementAnswer>(RuleExamples.ReadEnforcement, Profiles, "Read the enforcement", "What an unknown answer means, purpose by purpose and channel by channel.", 404);
        api.MapPatch("/enforcement", calls.Edit(Edit, use.Enforcement, use.EnforceAsync))
            .DescribeEdit<EnforcementPatch, EnforcementAnswer>(RuleExamples.EditEnforcement, Profiles, "Change the enforcement", "All in one save; the next decision follows it. A looser model needs a `reason`: people will be contacted who were not.");
        var one = api.MapGroup("/purposes/{purpose}").WithMetadata(Purpose);
        one.MapRead("", calls.Get(Read, use.Purpose))
            .DescribeRead<ProfilePurposeItem>(RuleExamples.ReadUse, Profiles, "Read how a profile uses a purpose", "Models, validity, topics, and who shares it.", 404);
        one.MapPut("", calls.Write(Edit, use.ShareAsync))
            .Describe<Sharing, ProfilePurposeItem>(RuleExamples.SharePurpose, Profiles, "Let a profile use a purpose", "From then on both share its consent, each with models of its own. One that is used already stays as it is.", 404);
        one.MapPatch("", calls.Edit(Edit, use.Purpose, use.HoldAsync))
            .DescribeEdit<UsePatch, ProfilePurposeItem>(RuleExamples.EditUse, Profiles, "Say how long a yes holds", "For what is said from now on; what stands keeps its end.");
        one.MapDelete("", calls.Remove(Edit, use.Purpose, use.LeaveAsync))
            .DescribeRemove(RuleExamples.LeavePurpose, Profiles, "End a profile's use of a purpose", "Its senders are told `purpose_unknown` from then on. The purpose and its consent stay.");
        api.MapRead("/versions", calls.Get(Read, use.VersionsAsync))
            .DescribeList<VersionItem>(RuleExamples.ProfileVersions, Profiles, "List a profile's versions", "Every save of the profile and of what it uses, newest first: who, when, what, why.", 404);
    }

    private static void MapPurposes(IEndpointRouteBuilder api, ApiCalls calls, PurposeCalls purposes)
    {
        api.MapRead("/purposes", calls.Get(Read, purposes.ListAsync))
            .WithMetadata(new ApiParameter("profile", "Only those that this profile uses, by its code."))
            .DescribeList<PurposeAnswer>(RuleExamples.ListPurposes, Purposes, "List purposes", "The purposes by code, whichever profiles use them.");
        api.MapPost("/purposes", calls.Write(Edit, purposes.CreateAsync))
            .Describe<PurposeCreation, PurposeAnswer>(RuleExamples.CreatePurpose, Purposes, "Create a purpose", "For one profile, with the models of its regime. Nobody has answered it yet.");
        var one = api.MapGroup("/purposes/{purpose}").WithMetadata(Purpose);
        one.MapRead("", calls.Get(Read, purposes.Purpose))
            .DescribeRead<PurposeAnswer>(RuleExamples.ReadPurpose, Purposes, "Read a purpose", "Its texts, processing facts, topics, and the profiles that use it.", 404);
        one.MapPatch("", calls.Edit(Edit, purposes.Purpose, purposes.EditAsync))
            .DescribeEdit<PurposePatch, PurposeAnswer>(RuleExamples.EditPurpose, Purposes, "Edit a purpose", "In every profile that shares it. Code and type never change.");
        one.MapPost("/deactivate", calls.Act(Edit, purposes.Purpose, purposes.Activity(active: false)))
            .DescribeAct<Why, PurposeAnswer>(RuleExamples.DeactivatePurpose, Purposes, "Deactivate a purpose", "Decisions about it are `purpose_inactive` in every profile from then on. Its consent stays as it was.");
        one.MapPost("/reactivate", calls.Act(Edit, purposes.Purpose, purposes.Activity(active: true)))
            .DescribeAct<Why, PurposeAnswer>(RuleExamples.ReactivatePurpose, Purposes, "Reactivate a purpose", "Its consent counts again as it was.");
    }

    private static void MapTopics(IEndpointRouteBuilder api, ApiCalls calls, TopicCalls topics)
    {
        api.MapRead("", calls.Get(Read, topics.ListAsync))
            .DescribeList<TopicItem>(RuleExamples.ListTopics, Purposes, "List topics", "The topics of a purpose by code; in the order of the preference center they stand in the purpose itself.", 404);
        api.MapPost("", calls.Write(Edit, topics.CreateAsync))
            .Describe<TopicCreation, TopicItem>(RuleExamples.CreateTopic, Purposes, "Create a topic", "Below its siblings. Nobody has answered it yet.", 404);
        var one = api.MapGroup("/{topic}").WithMetadata(Topic);
        one.MapRead("", calls.Get(Read, topics.Topic)).DescribeRead<TopicItem>(RuleExamples.ReadTopic, Purposes, "Read a topic", "Its texts, and whether the preference center shows it.", 404);
        one.MapPatch("", calls.Edit(Edit, topics.Topic, topics.EditAsync))
            .DescribeEdit<TopicPatch, TopicItem>(RuleExamples.EditTopic, Purposes, "Edit a topic", "Its texts, and whether the preference center shows it. A hidden topic is still decided.");
        one.MapPost("/move", calls.Act(Edit, topics.Topic, topics.MoveAsync))
            .DescribeAct<TopicMove, TopicItem>(RuleExamples.MoveTopic, Purposes, "Move a topic", "Up or down among its siblings, as every screen shows them.");
        one.MapPost("/deactivate", calls.Act(Edit, topics.Topic, topics.Activity(active: false)))
            .DescribeAct<Nothing, TopicItem>(RuleExamples.DeactivateTopic, Purposes, "Deactivate a topic", "Decisions about it are `purpose_inactive` from then on. Its consent stays as it was.");
        one.MapPost("/reactivate", calls.Act(Edit, topics.Topic, topics.Activity(active: true)))
            .DescribeAct<Nothing, TopicItem>(RuleExamples.ReactivateTopic, Purposes, "Reactivate a topic", "Its consent counts again as it was.");
    }

    private static void MapWordings(IEndpointRouteBuilder api, ApiCalls calls, WordingCalls wordings)
    {
        api.MapRead("", calls.Get(Read, wordings.ListAsync))
            .WithMetadata(new ApiParameter("topic", "Only those of this topic, by its code."), new ApiParameter("language", "Only those in this language: en, de, pt-BR."), new ApiParameter("inForce", "true = only what pages show now.") { Words = ["true", "false"] })
            .DescribeList<WordingItem>(RuleExamples.ListWordings, Purposes, "List wordings", "What people agree to, in every version: the purpose first, then its topics; newest first in each language.", 404);
        api.MapPost("", calls.Write(Edit, wordings.PublishAsync))
            .Describe<WordingPublication, WordingItem>(RuleExamples.PublishWording, Purposes, "Publish a wording", "What people agree to from now on. What was agreed to before keeps the version that was shown.", 404);
    }
}
