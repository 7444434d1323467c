using System.Text.Json.Serialization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>One outcome an item, in the order sent.</summary>
internal sealed record EventsAnswer(IReadOnlyList<EventAnswer> Items);

/// <summary>What became of one item. <c>EventId</c> is the new event, or for unchanged and keptOptOut the standing one; null for invalid.</summary>
internal sealed record EventAnswer(Id<ConsentEvent>? EventId, RecordOutcome Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error);
