using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Compliance;

/// <summary><c>/purposes/{purpose}/topics</c>.</summary>
internal sealed class TopicCalls(FindPurposes find, AddTopic add, EditTopic edit, ChangeTopicActivity activity, MoveTopic move)
{
    private const int MostPlaces = 1000;

    public sealed record Found(FindPurposes.Row Purpose, ReadProfile.TopicView Topic);

    public ApiThing<Found> Topic { get; } = new(async (caller, request, ct) =>
    {
        var found = await find.OneAsync(PurposeCalls.CodeOf(request), caller, ct);
        return !found.Ok ? found.Problem! : found.Value.Topics.FirstOrDefault(t => t.Code == request.RouteValues["topic"] as string) is { } topic ? new Found(found.Value, topic) : Problem.NotFound("There is no such topic.");
    }, found => TopicItem.Of(found.Topic));

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await find.OneAsync(PurposeCalls.CodeOf(request), caller, ct);
        return found.Ok ? page.AnswerFrom(found.Value.Topics, t => t.Code, TopicItem.Of) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> CreateAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (code, name, description, visible) = (body.Need("code", "Send the code: programs name it, and it can never be changed."), body.Merge("name", LocalText.Empty), body.Merge("description", LocalText.Empty), body.Flag("visible") ?? true);
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var purpose = await find.OneAsync(PurposeCalls.CodeOf(request), caller, ct);
        if (!purpose.Ok)
        {
            return ApiReply.Refused(purpose.Problems);
        }

        var made = await add.RunAsync(new(purpose.Value.Id, code, name, description, visible), caller, ct);
        request.RouteValues["topic"] = code;
        return !made.Ok || await Topic.Find(caller, request, ct) is not { Ok: true } topic ? ApiReply.Refused(made.Problems)
            : ApiReply.Of(Topic.Show(topic.Value), StatusCodes.Status201Created).Tagged().With("Location", $"{ApiServices.Prefix}/purposes/{purpose.Value.Code}/topics/{code}");
    }

    public async Task<IReadOnlyList<Problem>> EditAsync(Found found, Fields body, Actor caller, CancellationToken ct)
    {
        EditTopic.Command command = new(found.Topic.Id, found.Purpose.Version, body.Merge("name", found.Topic.Name), body.Merge("description", found.Topic.Description), body.Merge("visible", found.Topic.Visible));
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await edit.RunAsync(command, caller, ct)).Problems;
    }

    public ApiEdit<Found> Activity(bool active) => async (found, body, caller, ct) =>
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await activity.RunAsync(new(found.Topic.Id, active), caller, ct)).Problems;
    };

    public async Task<IReadOnlyList<Problem>> MoveAsync(Found found, Fields body, Actor caller, CancellationToken ct)
    {
        var by = body.Merge("by", (int?)null);
        if (by is null or < -MostPlaces or > MostPlaces && body.Problems.Count == 0)
        {
            body.Refuse("by", "Say by how many places: -1 is one up, 1 is one down.");
        }

        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await move.RunAsync(new(found.Topic.Id, by!.Value), caller, ct)).Problems;
    }
}
