using System.Text.Json;

namespace ConsentPortal.Client;

/// <summary>Whether one message may be sent. <c>Allowed</c> is true only where the portal said yes, in words that this client knows.</summary>
/// <param name="Reason">The portal's reason, or why there is none: <c>unreachable</c>, <c>timeout</c>, <c>refused</c>, <c>not_understood</c>.</param>
/// <param name="Answer">What the portal said about this address; null where it said nothing.</param>
/// <param name="Fault">What went wrong, for a log; null where the portal answered.</param>
public sealed record Verdict(bool Allowed, string Reason, CheckAnswerItem? Answer = null, Exception? Fault = null)
{
    public const string Unreachable = "unreachable", TimedOut = "timeout", Refused = "refused", NotUnderstood = "not_understood";

    private static readonly string[] Yes = ["allowed_opted_in", "allowed_not_opted_out", "allowed_not_enforced"];

    internal static Verdict Of(CheckAnswerItem item) => item.Allowed && !Yes.Contains(item.Reason, StringComparer.Ordinal) ? new(false, NotUnderstood, item) : new(item.Allowed, item.Reason, item);

    internal static Verdict No(Exception fault) => new(false, fault switch
    {
        PortalException { Status: >= System.Net.HttpStatusCode.InternalServerError } => Unreachable,
        PortalException => Refused,
        OperationCanceledException or TimeoutException => TimedOut,
        JsonException or NotSupportedException or KeyNotFoundException => NotUnderstood,
        _ => Unreachable,
    }, Fault: fault);
}

public sealed partial class PortalClient
{
    /// <summary>One verdict for each item, in the order asked. Fails closed: whatever goes wrong, by whomever's fault, is a no with its reason; nothing is thrown.</summary>
    public async Task<IReadOnlyList<Verdict>> DecideAsync(CheckRequest request, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var answers = (await CheckConsentAsync(request, ct)).Value.Items;
            return answers.Count == request.Items.Count ? [.. answers.Select(Verdict.Of)] : All(new JsonException("The portal answered about another number of addresses."));
        }
        catch (Exception fault)
        {
            return All(fault);
        }

        IReadOnlyList<Verdict> All(Exception fault) => [.. request.Items.Select(_ => Verdict.No(fault))];
    }

    /// <summary>The same for one address.</summary>
    public async Task<Verdict> DecideAsync(string profile, string purpose, string? channel, string address, string? topic = null, CancellationToken ct = default)
        => (await DecideAsync(new CheckRequest { Profile = profile, Purpose = purpose, Channel = channel, Topic = topic, Links = true, Items = [new CheckRequestItem { Address = address }] }, ct))[0];
}
