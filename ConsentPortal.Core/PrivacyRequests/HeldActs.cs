using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What was done about the person's cases: marketing stopped, data restricted.</summary>
internal static class HeldActs
{
    public static readonly IReadOnlyList<PersonalTable> Tables = [new("request_objections", "request-acts"), new("request_restrictions", "request-acts"), new("request_updates", "request-acts")];

    public static async IAsyncEnumerable<PersonalRecord> ExportAsync(HeldRows rows, List<Id<PrivacyRequest>> cases, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var stop in await rows.ReadAsync(db => db.Set<RequestObjection>().Where(o => cases.Contains(o.RequestId)).OrderBy(o => o.Id), ct))
        {
            yield return new("request-acts", "request_objections", stop.Id.ToString(), stop.At, new PersonalFields().Add("request", stop.RequestId.Value).Add("contactPoint", stop.PointId.Value).Add("effect", stop.Effect).Add("at", stop.At).Items);
        }

        var updates = await rows.ReadAsync(db => db.Set<RequestUpdate>().Where(u => cases.Contains(u.RequestId)).OrderBy(u => u.Id), ct);
        var why = await rows.TextsAsync(updates.Select(u => u.ReasonId), ct);
        foreach (var one in updates)
        {
            yield return new("request-acts", "request_updates", one.Id.ToString(), one.At, new PersonalFields().Add("request", one.RequestId.Value).Add("field", one.Field).Add("outcome", one.State).Add("reason", why.GetValueOrDefault(one.ReasonId), ofOthers: true).Items);
        }

        var held = await rows.ReadAsync(db => db.Set<RequestRestriction>().Where(r => cases.Contains(r.RequestId)).OrderBy(r => r.Id), ct);
        var reasons = await rows.TextsAsync(held.Select(h => h.EndReasonId), ct);
        foreach (var one in held)
        {
            yield return new("request-acts", "request_restrictions", one.Id.ToString(), one.From, new PersonalFields().Add("request", one.RequestId.Value).Add("ground", one.Ground).Add("from", one.From)
                .Add("toldAt", one.ToldAt).Add("endedAt", one.EndedAt).Add("reason", reasons.GetValueOrDefault(one.EndReasonId), ofOthers: true).Items);
        }
    }
}
