using System.ComponentModel;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>One outcome an item, in the order sent.</summary>
internal sealed record EventsAnswer(IReadOnlyList<EventAnswer> Items);

/// <summary>What became of one item. <c>EventId</c> is the new event, or for unchanged and keptOptOut the standing one; null for invalid.
/// <c>Warning</c> is <c>erased_on_request</c> where the address was erased at its person's wish: it gets no marketing, and is to be forgotten
/// where it came from.</summary>
internal sealed record EventAnswer(Id<ConsentEvent>? EventId, RecordOutcome Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("erased_on_request: the address was erased at its person's wish. It gets no marketing; forget it in your system too.")] string? Warning = null);

/// <summary>Something to know about an answer that did what was asked.</summary>
/// <param name="Field">Which part of what was sent.</param>
internal sealed record Warning(string Field, string Code, string Message)
{
    public const string ErasedOnRequest = "erased_on_request";

    public static Warning Erased(string field) => new(field, ErasedOnRequest, "This address was erased at its person's wish. It gets no marketing; forget it in your system too.");
}
