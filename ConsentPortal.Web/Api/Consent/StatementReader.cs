using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Reads one item of <c>/consent/events</c>. What is wrong with it is the outcome of that item alone: the opt-outs beside it must
/// not wait for its mending.</summary>
internal static class StatementReader
{
    public static (ConsentStatement? Statement, string? Error) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, "item: send an object.");
        }

        List<Problem> problems = [];
        Fields item = new(json, "", problems);
        ConsentStatement statement = new()
        {
            Channel = item.Word<Channel>("channel", Channel.None), Address = item.Text("address"), Contact = item.Text("contact"), Profile = item.Text("profile"),
            Purpose = item.Text("purpose"), Topic = item.Text("topic"), Status = item.Word<ConsentStatus>("status", ConsentStatus.NotSet, ConsentStatus.Pending, ConsentStatus.Expired),
            OccurredAt = item.Time("occurredAt"), ConfirmedAt = item.Time("confirmedAt"), Action = item.Word<ConsentAction>("action", ConsentAction.Undo) ?? ConsentAction.Api,
            Source = item.Text("source"), Basis = item.Word<ConsentBasis>("basis") ?? ConsentBasis.Express, ValidUntil = item.Time("validUntil"), PausedUntil = item.Time("pausedUntil"), Evidence = ReadEvidence(item),
        };
        if (item.Object("actor") is { } actor)
        {
            statement = statement with { ActorKind = actor.Word<ActorKind>("kind", ActorKind.System, ActorKind.Import), ActorId = actor.Text("id") };
            actor.NoOthers();
        }

        item.NoOthers();
        return problems.Count == 0 ? (statement, null) : (null, string.Join(' ', problems.Select(p => $"{p.Field}: {Small(p.Message)}")));
    }

    private static ConsentEvidence ReadEvidence(Fields item)
    {
        var justification = item.Text("justification");
        if (item.Object("evidence") is not { } shown)
        {
            return new() { Justification = justification };
        }

        ConsentEvidence evidence = new()
        {
            Justification = justification, Wording = shown.Text("wording"), WordingVersion = shown.Text("wordingVersion"), Language = shown.Text("language"),
            Ip = shown.Text("ip"), UserAgent = shown.Text("userAgent"),
        };
        shown.NoOthers();
        return evidence;
    }

    private static string Small(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
}
