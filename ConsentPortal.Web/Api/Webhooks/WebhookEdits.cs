using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Webhooks;

/// <summary><c>/webhooks</c>: those of the key's own application.</summary>
internal sealed class WebhookEdits(FindWebhooks find, ReadWebhook read, AddWebhook add, EditWebhook edit, RemoveWebhook remove)
{
    private const int MostKinds = 20;

    public ApiThing<ReadWebhook.View> Webhook { get; } = new((caller, request, ct) => read.RunAsync(new(IdOf(request)), caller, ct), WebhookAnswer.Of);

    /// <summary>None for what is no id: there is no such webhook.</summary>
    public static Id<Webhook> IdOf(HttpRequest request) => Id<Webhook>.TryParse(request.RouteValues["webhook"] as string, null, out var id) ? id : default;

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await find.RunAsync(new(Take: FindWebhooks.MostTake), caller, ct);
        return found.Ok ? page.AnswerFrom(found.Value.Rows, w => w.Id.ToString(), w => WebhookAnswer.Of(w, null)) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> AddAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (url, kinds) = (body.Need("url", "Send the address to call.", Core.Integration.Webhook.UrlMaxLength), Kinds(body, least: 1));
        AddWebhook.Command command = new(default, url, kinds ?? [])
        {
            Description = body.Text("description", Core.Integration.Webhook.DescriptionMaxLength), Profile = body.Text("profile", Core.Integration.Webhook.ProfileMaxLength), Addresses = body.Flag("addresses") ?? false,
        };
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var added = await add.RunAsync(command, caller, ct);
        if (!added.Ok)
        {
            return ApiReply.Refused(added.Problems);
        }

        var made = await read.RunAsync(new(added.Value.Id), caller, ct);
        return made.Ok ? ApiReply.Of(new WebhookMade(WebhookAnswer.Of(made.Value), added.Value.Secret), StatusCodes.Status201Created).With("Location", $"{ApiServices.Prefix}/webhooks/{added.Value.Id}") : ApiReply.Refused(made.Problems);
    }

    public async Task<IReadOnlyList<Problem>> EditAsync(ReadWebhook.View found, Fields body, Actor caller, CancellationToken ct)
    {
        var was = found.Webhook;
        EditWebhook.Command command = new(was.Id, was.Version)
        {
            Url = body.Merge("url", was.Url, Core.Integration.Webhook.UrlMaxLength), Description = body.Merge("description", was.Description, Core.Integration.Webhook.DescriptionMaxLength),
            Kinds = body.Has("kinds") ? Kinds(body, least: 1) : null, Profile = body.Merge("profile", was.Profile, Core.Integration.Webhook.ProfileMaxLength), Addresses = body.Merge("addresses", was.Addresses),
        };
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await edit.RunAsync(command, caller, ct)).Problems;
    }

    public async Task<IReadOnlyList<Problem>> RemoveAsync(ReadWebhook.View found, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await remove.RunAsync(new(found.Webhook.Id, found.Webhook.Version), caller, ct)).Problems;
    }

    private static IReadOnlyList<string>? Kinds(Fields body, int least) => body.List("kinds", MostKinds, least)?.Select(k => Fields.TextOf(k) ?? "").ToList();
}

/// <summary>A webhook as it is set up. How it does is apart: that changes with every delivery.</summary>
/// <param name="Profile">Told of the purposes of this profile only; null = of all.</param>
/// <param name="Reason">Why it is not active.</param>
/// <param name="OldSecretUntil">Until then the secret before the last rotation signs too.</param>
internal sealed record WebhookAnswer(
    Id<Webhook> Id, string Application, string Url, string Description, IReadOnlyList<string> Kinds, string? Profile, bool Addresses, WebhookState State, WebhookReason? Reason, DateTimeOffset StateSince,
    DateTimeOffset? OldSecretUntil, DateTimeOffset CreatedAt)
{
    public static WebhookAnswer Of(ReadWebhook.View view) => Of(view.Webhook, view.OldSecretUntil);

    public static WebhookAnswer Of(FindWebhooks.Row w, DateTimeOffset? oldSecretUntil) => new(
        w.Id, w.Application, w.Url, w.Description, w.Kinds, Text.CleanOrNull(w.Profile), w.Addresses, w.State, w.Reason == WebhookReason.None ? null : w.Reason, w.StateSince, oldSecretUntil, w.CreatedAt);
}

/// <summary>A new webhook and its secret, shown this once.</summary>
internal sealed record WebhookMade(WebhookAnswer Webhook, string Secret);
