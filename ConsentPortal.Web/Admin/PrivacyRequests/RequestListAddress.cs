using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>What the queue is narrowed to, as its address says it.</summary>
public sealed record RequestListAddress(RequestPile Pile = RequestPile.Open)
{
    /// <summary>Late only; within a week or late.</summary>
    public const string Late = "late", Week = "week";

    public RequestKind? Kind { get; init; }

    public RequestState? State { get; init; }

    public string Due { get; init; } = "";

    public string Profile { get; init; } = "";

    public RequestOrder Order { get; init; }

    public bool IsNarrowed => Kind is not null || State is not null || Due.Length > 0 || Profile.Length > 0;

    public FindRequests.Query Query => new(Pile, Kind, State, Profile.Length > 0 ? Profile : null, Due switch { Late => -1, Week => 7, _ => null }, Order: Order);

    public static RequestListAddress Read(string? pile, string? kind, string? state, string? due, string? profile, string? order) => new(Word.TryParse<RequestPile>(pile, out var p) ? p : RequestPile.Open)
    {
        Kind = Word.TryParse<RequestKind>(kind, out var k) ? k : null, State = Word.TryParse<RequestState>(state, out var s) ? s : null, Due = due is Late or Week ? due : due == "true" ? Week : "",
        Profile = profile ?? "", Order = Word.TryParse<RequestOrder>(order, out var o) ? o : RequestOrder.Due,
    };

    /// <summary>The query part, without what is as it always is.</summary>
    public override string ToString()
    {
        List<string> parts = [$"pile={Word.Of(Pile)}"];
        parts.AddRange(Kind is { } kind ? [$"kind={Word.Of(kind)}"] : []);
        parts.AddRange(State is { } state ? [$"state={Word.Of(state)}"] : []);
        parts.AddRange(Due.Length > 0 ? [$"due={Due}"] : []);
        parts.AddRange(Profile.Length > 0 ? [$"profile={Uri.EscapeDataString(Profile)}"] : []);
        parts.Add($"order={Word.Of(Order)}");
        return string.Join('&', parts);
    }
}
