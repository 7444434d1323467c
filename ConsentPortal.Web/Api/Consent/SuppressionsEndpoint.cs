using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>POST /suppressions</c> and <c>/suppressions/lift</c>: stops an address, and ends that again.</summary>
internal sealed class SuppressionsEndpoint(AddSuppression add, LiftSuppression lift)
{
    public async Task<ApiReply> AddAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (target, scope, purpose) = Target(body);
        var reason = body.Need("reason", $"Say why: {string.Join(", ", Word.All<SuppressionReason>())}, or in your own words.", AddSuppression.NoteMaxLength);
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        // a stop is not refused over a word: what is no code of ours is kept as the reason in words
        var known = Word.TryParse<SuppressionReason>(JsonNamingPolicy.CamelCase.ConvertName(Camel(reason)), out var code);
        var added = await add.RunAsync(new(target, scope, purpose, known ? code : SuppressionReason.Manual, known ? null : reason), caller, ct);
        return added.Ok ? ApiReply.Of(new SuppressionAnswer(added.Value.Id, added.Value.Added ? RecordOutcome.Recorded : RecordOutcome.Unchanged)) : Refused(added.Problems);
    }

    public async Task<ApiReply> LiftAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (target, scope, purpose) = Target(body);
        var reason = body.Need("reason", "Say why it may be contacted again.", LiftSuppression.WhyMaxLength);
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var lifted = await lift.RunAsync(new(target, scope, purpose, reason), caller, ct);
        return lifted.Ok ? ApiReply.Of(new LiftAnswer(lifted.Value)) : Refused(lifted.Problems);
    }

    private static (SuppressionTarget Target, SuppressionScope Scope, string? Purpose) Target(Fields body)
    {
        var channel = body.NeedChannel();
        SuppressionTarget target = new(channel, body.Need("address", "Send the address."));
        var before = body.Problems.Count;
        var scope = body.Word<SuppressionScope>("scope");
        if (scope is null && body.Problems.Count == before)
        {
            body.Refuse("scope", $"Say one of {string.Join(", ", Word.All<SuppressionScope>())}.");
        }

        return (target, scope ?? default, body.Text("purpose"));
    }

    // hard_bounce, as mail services write it, is hardBounce
    private static string Camel(string word) => string.Concat(word.Split('_').Select((part, i) => i == 0 || part.Length == 0 ? part : $"{char.ToUpperInvariant(part[0])}{part[1..]}"));

    // the verbs' own names for what is one field here
    private static ApiReply Refused(IReadOnlyList<Problem> problems) => ApiReply.Refused([.. problems.Select(p => p.Field is "why" or "note" ? p with { Field = "reason" } : p)]);
}

/// <summary>The suppression that stands now; <c>Outcome</c> is recorded, or unchanged where it stood before.</summary>
internal sealed record SuppressionAnswer(Id<Suppression> Id, RecordOutcome Outcome);

/// <summary>The suppressions that ended.</summary>
internal sealed record LiftAnswer(IReadOnlyList<Id<Suppression>> Lifted);
