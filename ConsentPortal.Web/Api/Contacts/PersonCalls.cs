using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Contacts;

/// <summary><c>/contacts</c> beside the statement of one: lists, searches, edits, addresses.</summary>
internal sealed class PersonCalls(ListPeople people, PersonPatch patch, LinkContactPoint link, UnlinkContactPoint unlink, FindMerges merges, FindContactFields fields)
{
    /// <summary>A person, and the address that the path names.</summary>
    public sealed record Found(ListPeople.Row Person, Id<ContactPoint> Point);

    public ApiThing<Found> Person { get; } = new(async (caller, request, ct) =>
    {
        var found = await people.OneAsync(NameOf(request), caller, ct);
        _ = Id<ContactPoint>.TryParse(request.RouteValues["point"] as string, null, out var point);
        return found.Ok ? new Found(found.Value, point) : found.Problem!;
    }, found => PersonAnswer.Of(found.Person));

    // the server leaves an escaped slash as it is, so that it is no part of the path
    public static string NameOf(HttpRequest request) => (request.RouteValues["externalId"] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (account, kind, since) = (query.Id<Account>("account"), query.Word<ContactKind>("kind"), query.Time("changedSince"));
        var level = query.Number("level", 0, (int)ConsentLevel.Profiling, -1);
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await people.RunAsync(new(page.AfterId<Contact>(), page.Size + 1) { AccountId = account ?? default, Kind = kind, Level = level < 0 ? null : (ConsentLevel)level, ChangedSince = since }, caller, ct);
        return found.Ok ? page.AnswerOf(found.Value, p => p.Id.ToString(), PersonAnswer.Of) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> QueryAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (channel, address, name) = (body.Word("channel", Channel.None), body.Text("address"), body.Text("name", 200));
        if (string.IsNullOrWhiteSpace(address) && string.IsNullOrWhiteSpace(name) && body.Problems.Count == 0)
        {
            body.Refuse("address", "Send an address, a name, or both.");
        }

        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var found = await people.ByAsync(channel, address, name, caller, ct);
        return found.Ok ? ApiReply.Of(new ApiList<PersonAnswer>([.. found.Value.Select(PersonAnswer.Of)], null)) : ApiReply.Refused(found.Problems);
    }

    public Task<IReadOnlyList<Problem>> EditAsync(Found found, Fields body, Actor caller, CancellationToken ct) => patch.RunAsync(found.Person, body, caller, ct);

    public async Task<IReadOnlyList<Problem>> LinkAsync(Found found, Fields body, Actor caller, CancellationToken ct)
    {
        var (channel, address) = (body.Word("channel", Channel.None), body.Need("address", "It is missing."));
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems
            : (await link.RunAsync(new(found.Person.Id, [new(channel ?? ContactPointKey.Guess(address), address)]), caller, ct)).Problems;
    }

    public async Task<IReadOnlyList<Problem>> UnlinkAsync(Found found, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await unlink.RunAsync(new(found.Person.Id, found.Point), caller, ct)).Problems;
    }

    /// <summary>The own fields that this key may read or write.</summary>
    public async Task<ApiReply> FieldsAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        query.NoOthers();
        var found = await fields.RunAsync(caller, ct);
        return query.Problems.Count > 0 || !found.Ok ? ApiReply.Refused(found.Ok ? query.Problems : found.Problems) : ApiReply.Of(new ApiList<FieldAnswer>([.. found.Value.Select(FieldAnswer.Of)], null));
    }

    public async Task<ApiReply> MergesAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        query.NoOthers();
        var found = await people.OneAsync(NameOf(request), caller, ct, sensitive: false);
        if (query.Problems.Count > 0 || !found.Ok)
        {
            return ApiReply.Refused(found.Ok ? query.Problems : found.Problems);
        }

        var rows = await merges.RunAsync(found.Value.Id, caller, ct);
        return rows.Ok ? ApiReply.Of(new ApiList<MergeItem>([.. rows.Value.Select(m => new MergeItem(m.Id, m.MergedId, m.ExternalId, m.At))], null)) : ApiReply.Refused(rows.Problems);
    }
}
