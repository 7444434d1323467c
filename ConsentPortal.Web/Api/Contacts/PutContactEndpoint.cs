using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.Consent;

namespace ConsentPortal.Web.Api.Contacts;

/// <summary><c>PUT /contacts/{externalId}</c>: a person by the sender's own id. A member that is missing or null stays as it is; an empty
/// text clears; <c>points</c> is the full set. <c>If-Match</c> and <c>If-None-Match</c> are heeded (RFC 9110 §13.1): a program that only ever
/// adds people overwrites nobody. Its answer has no <c>ETag</c>, because what is stored is more than what was sent (§9.3.4).</summary>
internal sealed class PutContactEndpoint(UpsertContact upsert, FindErased erased, ListPeople people)
{
    public async Task<ApiReply> RunAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var externalId = PersonCalls.NameOf(request);
        var command = Read(externalId, body);
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var (refused, version) = await SeenAsync(externalId, caller, request, ct);
        if (refused is not null)
        {
            return refused;
        }

        var outcome = await upsert.RunAsync(command with { Version = version }, caller, ct);
        return outcome.Ok
            ? ApiReply.Of(new ContactAnswer(outcome.Value.Id, externalId, await WarningsAsync(command, caller, ct)), outcome.Value.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : Preconditions.Refused(outcome.Problems);
    }

    // the version of what stands there, where the caller says something about it; -1 = nobody
    private async Task<(ApiReply? Refused, int? Version)> SeenAsync(string externalId, Actor caller, HttpRequest request, CancellationToken ct)
    {
        if (!Preconditions.AreIn(request))
        {
            return (null, null);
        }

        var found = await people.OneAsync(externalId, caller, ct);
        return found.Problem is { Refusal: not Refusal.NotFound } ? (ApiReply.Refused(found.Problems), null)
            : (Preconditions.RefusePut(request, found.Ok ? ApiReply.Of(PersonAnswer.Of(found.Value)).Tagged().Headers[ApiReply.Tag] : null), found.Ok ? found.Value.Version : -1);
    }

    private async Task<IReadOnlyList<Warning>?> WarningsAsync(UpsertContact.Command command, Actor caller, CancellationToken ct)
        => command.Points is { Count: > 0 } points && await erased.RunAsync(points, caller, ct) is { Ok: true, Value: { Count: > 0 } back } ? [.. back.Select(at => Warning.Erased($"points[{at}]"))] : null;

    private static UpsertContact.Command Read(string externalId, Fields body) => new(externalId)
    {
        Kind = body.Word<ContactKind>("kind"), FirstName = body.Text("firstName", Contact.NameMaxLength), LastName = body.Text("lastName", Contact.NameMaxLength),
        JobTitle = body.Text("jobTitle", Contact.NameMaxLength), Account = body.Text("account", Account.NameMaxLength), Language = body.Text("language", Contact.LanguageMaxLength),
        Level = body.Level("level"), Child = body.Flag("child"), Guardian = body.Text("guardian", Contact.ExternalIdMaxLength), Tracking = body.Flag("tracking"),
        DoNotBulk = body.Flag("doNotBulk"), DoNotMail = body.Flag("doNotMail"), DoNotPhone = body.Flag("doNotPhone"), Became = body.Text("became", Contact.ExternalIdMaxLength),
        Own = body.Values("fields", nulls: false),
        Points = body.List("points", ContactPoints.MaxEntries, least: 0) is { } points ? [.. points.Select((p, i) => Point(p, i, body.Problems)).OfType<PointEntry>()] : null,
    };

    private static PointEntry? Point(JsonElement json, int index, List<Problem> problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(Problem.Invalid($"points[{index}]", "Send an object with channel and address."));
            return null;
        }

        Fields point = new(json, $"points[{index}].", problems);
        var channel = point.Word("channel", Channel.None);
        var address = point.Need("address", "It is missing.");
        point.NoOthers();
        return new(channel ?? (address.Length > 0 ? ContactPointKey.Guess(address) : Channel.Email), address);
    }
}

internal sealed record ContactAnswer(Id<Contact> Id, string ExternalId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Warning>? Warnings = null);
