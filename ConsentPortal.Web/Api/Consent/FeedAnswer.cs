using System.Globalization;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>A stretch of the feed.</summary>
/// <param name="Next">Send it as <c>after</c> to go on.</param>
/// <param name="More">False = you have everything that was committed by now.</param>
internal sealed record FeedAnswer(IReadOnlyList<FeedItem> Items, string Next, bool More)
{
    public static FeedAnswer Of(ReadFeed.View view) => new([.. view.Rows.Select(FeedItem.Of)], view.Next.ToString(), view.More);
}

/// <summary>One event in the order of the commits.</summary>
/// <param name="Sequence">Its place: grows by one from event to event. Of two events about one contact point the later is the one that holds.</param>
/// <param name="ContactPoint">The same for every event about one address.</param>
/// <param name="Address">Only for a key that may read contacts; null once it was erased.</param>
/// <param name="Applied">False = kept as history only: nothing changed by it.</param>
internal sealed record FeedItem(
    string Sequence, Id<ConsentEvent> EventId, Id<ContactPoint> ContactPoint, Channel Channel, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address,
    string Profile, string Purpose, string? Topic, string? Contact, ConsentStatus OldStatus, ConsentStatus Status, bool Applied, ConsentAction Action, ActorItem Actor, ActorKind? OnBehalfOf, string Source,
    string? Reason, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? ValidUntil, DateTimeOffset? PausedUntil, string? WordingVersion, string? Language, string? MessageRef)
{
    public static FeedItem Of(ReadFeed.Row row)
    {
        var e = row.Happened;
        return new(
            e.Sequence.ToString(CultureInfo.InvariantCulture), e.Id, e.PointId, row.Channel, row.Address, row.Profile, row.Purpose, row.Topic, row.Contact, e.OldStatus, e.NewStatus, e.Applied, e.Action,
            new(e.ActorKind, Text.CleanOrNull(e.ActorId)), e.OnBehalfOf, e.Source, Text.CleanOrNull(e.Reason), e.OccurredAt, e.RecordedAt, e.ConfirmedAt, e.ValidUntil, e.PausedUntil,
            Text.CleanOrNull(e.WordingVersion), Text.CleanOrNull(e.WordingLanguage), row.MessageRef);
    }
}
