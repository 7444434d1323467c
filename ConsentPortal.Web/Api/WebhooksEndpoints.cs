using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;
using ConsentPortal.Web.Api.Webhooks;

namespace ConsentPortal.Web.Api;

/// <summary>Where events go, and what became of them.</summary>
internal static class WebhooksEndpoints
{
    private const string Group = "Webhooks";
    private const Permission Hooks = Permission.ManageWebhooks;

    public static IServiceCollection AddWebhooksEndpoints(this IServiceCollection services) => services.AddSingleton<WebhookEdits>().AddSingleton<WebhookActs>().AddSingleton<DeliveryCalls>().AddSingleton<ErasureCalls>();

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var (calls, edits, acts) = (api.ServiceProvider.GetRequiredService<ApiCalls>(), api.ServiceProvider.GetRequiredService<WebhookEdits>(), api.ServiceProvider.GetRequiredService<WebhookActs>());
        api.MapRead("/webhooks", calls.Get(Hooks, edits.ListAsync)).DescribeList<WebhookAnswer>(WebhookExamples.List, Group, "List webhooks", "Those of the key's own application; with a key that is bound to a profile, those of that profile.");
        api.MapPost("/webhooks", calls.Write(Hooks, edits.AddAsync))
            .Describe<WebhookRequest, WebhookMade>(WebhookExamples.Add, Group, "Add a webhook", $"Tells of what happens from now on. The secret is shown this once. {WebhookTexts.Whole}");
        var one = api.MapGroup("/webhooks/{webhook}").WithMetadata(new ApiParameter("webhook", "Id of the webhook.", InPath: true, Example: WebhookExamples.Id));
        one.MapRead("", calls.Get(Hooks, edits.Webhook)).DescribeRead<WebhookAnswer>(WebhookExamples.Read, Group, "Read a webhook", "Its settings and state, never its secret.", 404);
        one.MapPatch("", calls.Edit(Hooks, edits.Webhook, edits.EditAsync)).DescribeEdit<WebhookPatch, WebhookAnswer>(WebhookExamples.Edit, Group, "Change a webhook", "What waits for it goes to the new address.");
        one.MapDelete("", calls.Remove(Hooks, edits.Webhook, edits.RemoveAsync)).DescribeRemove(WebhookExamples.Remove, Group, "Remove a webhook", "Nothing is sent any more; what waited is dropped.");
        one.MapPost("/wake", calls.Act(Hooks, edits.Webhook, acts.WakeAsync)).DescribeAct<Nothing, WebhookAnswer>(WebhookExamples.Wake, Group, "Wake a webhook", "It goes on where it stopped: nothing was lost.");
        one.MapPost("/off", calls.Act(Hooks, edits.Webhook, acts.OffAsync)).DescribeAct<Nothing, WebhookAnswer>(WebhookExamples.Off, Group, "Put a webhook off", "Its events wait until it is woken.");
        one.MapRead("/health", calls.Get(Hooks, acts.HealthAsync)).DescribeRead<HealthAnswer>(WebhookExamples.Health, Group, "See how a webhook does", "What waits, what was given up, how far it is behind.", 404);
        one.MapPost("/rotate", calls.Write(Hooks, acts.RotateAsync))
            .Describe<RotateRequest, SecretAnswer>(WebhookExamples.Rotate, Group, "Rotate the secret", "A new secret, shown this once; both sign for 24 hours. With `endOld` no new one is made, and the old one ends at once.", 404);
        one.MapPost("/test", calls.Do(Hooks, acts.TestAsync)).DescribeGet<TestAnswer>(WebhookExamples.Test, Group, "Send a test event", "One attempt, at once; answers what the endpoint said.", ApiBody.Json, 404);
        one.MapPost("/backfill", calls.Write(Hooks, acts.BackfillAsync))
            .Describe<BackfillRequest, BackfillAnswer>(WebhookExamples.Backfill, Group, "Back-fill from a point of the feed", "Consent events behind that point, beside the live ones, which do not wait for it. They carry the same ids as ever.", 404);
        MapDeliveries(one, calls, api.ServiceProvider.GetRequiredService<DeliveryCalls>());
        api.MapPost("/erasures/{erasure}/acknowledge", calls.Do(Permission.ReadEvents, api.ServiceProvider.GetRequiredService<ErasureCalls>().AcknowledgeAsync))
            .WithMetadata(new ApiParameter("erasure", "The `erasureId` of the event.", InPath: true, Example: "71010399211225200"))
            .DescribeGet<AcknowledgeAnswer>(WebhookExamples.Acknowledge, Group, "Acknowledge an erasure", "Says that the application of this key has forgotten the person too. Once is enough; again changes nothing.", ApiBody.Json, 404);
    }

    private static void MapDeliveries(RouteGroupBuilder one, ApiCalls calls, DeliveryCalls deliveries)
    {
        one.MapRead("/deliveries", calls.Get(Hooks, deliveries.ListAsync)).WithMetadata(new ApiParameter("state", "waiting, delivered or givenUp (the dead letters); missing = all."))
            .DescribeList<DeliveryAnswer>(WebhookExamples.Deliveries, Group, "Read the log", "Newest first. Kept for 30 days unless the owner says otherwise.", 404);
        one.MapPost("/deliveries/replay", calls.Write(Hooks, deliveries.ReplayAsync)).Describe<ReplayRequest, ReplayAnswer>(WebhookExamples.ReplayAll, Group, "Send again what was given up", "All of it, or what failed last since a time.", 404);
        one.MapRead("/deliveries/{delivery}", calls.Get(Hooks, deliveries.ReadAsync)).WithMetadata(WebhookTexts.Delivery)
            .DescribeRead<DeliveryAnswer>(WebhookExamples.Delivery, Group, "Read one delivery", "With every attempt: when, what was answered, how long it took.", 404);
        one.MapPost("/deliveries/{delivery}/replay", calls.Do(Hooks, deliveries.ReplayOneAsync)).WithMetadata(WebhookTexts.Delivery)
            .DescribeGet<ReplayAnswer>(WebhookExamples.Replay, Group, "Send one delivery again", "The same event under the same id, whatever became of it before.", ApiBody.Json, 404);
    }
}
