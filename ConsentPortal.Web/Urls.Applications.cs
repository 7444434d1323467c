using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web;

public static partial class Urls
{
    public const string Applications = "/applications";

    /// <summary>One application, at one of its sections; null = the overview.</summary>
    public static string Application(Id<Application> id, string? section = null) => section is null ? $"{Applications}/{id}" : $"{Applications}/{id}/{section}";

    public static string ApplicationKeys(Id<Application> id) => Application(id, "keys");

    public static string ApplicationWebhooks(Id<Application> id) => Application(id, "webhooks");

    public static string NewKeyOf(Id<Application> id) => $"{ApplicationKeys(id)}/new";

    /// <summary>The traffic of so many days until today.</summary>
    public static string TrafficOf(Id<Application> id, int days) => FormattableString.Invariant($"{Application(id)}?days={days}");

    public static string NewWebhook(Id<Application> id) => $"{ApplicationWebhooks(id)}/new";

    public static string Webhook(Id<Application> id, Id<Webhook> webhook) => $"{ApplicationWebhooks(id)}/{webhook}";

    /// <summary>Its log, only what fares so; null = all.</summary>
    public static string WebhookLog(Id<Application> id, Id<Webhook> webhook, DeliveryState? state) => state is { } only ? $"{Webhook(id, webhook)}?state={Word.Of(only)}" : Webhook(id, webhook);

    public static string EditWebhook(Id<Application> id, Id<Webhook> webhook) => $"{Webhook(id, webhook)}/edit";
}
