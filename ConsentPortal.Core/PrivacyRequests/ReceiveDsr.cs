using System.Security.Cryptography;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Takes a request in from another controller by OpenDSR 2.0. Whether the person is known is looked up afterwards, so that neither the answer nor
/// its time tells.</summary>
public sealed class ReceiveDsr(OpenRequest open, IDbContextFactory<PortalDb> databases, IdSource ids, WebhookSettings webhooks, KeyRings rings)
{
    /// <param name="Body">As it came: the same number may come again with the same body only.</param>
    public sealed record Command(string SubjectRequestId, DsrType Type, IReadOnlyList<DsrIdentity> Identities, DateTimeOffset SubmittedTime, IReadOnlyList<string> CallbackUrls, DsrExtension Extension, byte[] Body);

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.WorkRequests) is { } forbidden)
        {
            return forbidden;
        }

        var hash = HMACSHA256.HashData(rings.Secrets.All.Last().Key, command.Body);
        if (await AgainAsync(command, hash, actor, ct) is { } again)
        {
            return again;
        }

        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (await DsrCallbacks.WrongAsync(db, new(actor.Number), command.CallbackUrls, webhooks, ct) is { } wrong)
            {
                return wrong;
            }
        }

        try
        {
            var opened = await open.RunAsync(CaseOf(command, hash, actor), actor, ct);
            return opened.Ok ? default(Done) : opened.Problems.Select(p => Said(p)).ToList();
        }
        catch (DbUpdateException twice) when (!ct.IsCancellationRequested)
        {
            return await AgainAsync(command, hash, actor, ct) ?? throw new InvalidOperationException("The request could not be stored.", twice); // two sent it at once
        }
    }

    private async Task<Outcome<Done>?> AgainAsync(Command command, byte[] hash, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var application = new Id<Application>(actor.Number);
        return await db.Set<DsrRequest>().AsNoTracking().FirstOrDefaultAsync(d => d.ApplicationId == application && d.SubjectRequestId == command.SubjectRequestId, ct) is not { } before ? (Outcome<Done>?)null
            : before.BodyHash.AsSpan().SequenceEqual(hash) ? (Outcome<Done>)default(Done) : (Outcome<Done>)Problem.Conflict("This subject_request_id was used for another request.", "subject_request_id");
    }

    private OpenRequest.Command CaseOf(Command command, byte[] hash, Actor actor)
    {
        var ours = command.Extension;
        Submission submission = new()
        {
            Email = command.Identities.FirstOrDefault(i => i is { Type: "email", Format: "raw" })?.Value ?? "", Phone = ours.Phone, FirstName = ours.FirstName, LastName = ours.LastName, Notes = ours.Notes, Purpose = ours.Purpose, Proposed = ours.Proposed,
            Fields = command.Identities.Select((i, n) => (Name: DsrIdentities.FieldOf(i), i.Value, n)).GroupBy(i => i.Name, StringComparer.Ordinal).SelectMany(g => g.Select((i, n) => (Name: n == 0 ? i.Name : $"{i.Name} {n + 1}", i.Value))).ToDictionary(i => i.Name, i => i.Value, StringComparer.Ordinal),
            Identity = DsrIdentities.KeyOf(command.Identities),
        };
        return new(ours.Profile ?? actor.BoundToProfile ?? "default", KindOf(command), RequestIntake.OpenDsr, submission, ReceivedAt: command.SubmittedTime, Language: ours.Language ?? "en")
        {
            Beside = (db, request) => db.Add(new DsrRequest
            {
                Id = ids.Next<DsrRequest>(), ApplicationId = new(actor.Number), SubjectRequestId = command.SubjectRequestId, RequestId = request.Id, BodyHash = hash, ReceivedAt = request.CreatedAt, CallbackUrls = [.. command.CallbackUrls],
            }),
        };
    }

    private static RequestKind KindOf(Command command) => command.Extension.Right switch
    {
        DsrRight.Rectify => RequestKind.Update,
        DsrRight.Restrict => RequestKind.Restrict,
        DsrRight.Object => RequestKind.Object,
        _ => command.Type == DsrType.Erasure ? RequestKind.Forget : RequestKind.Get,
    };

    // the names of the protocol; what the person is called by is never repeated
    private static Problem Said(Problem problem) => problem with
    {
        Field = problem.Field switch { "receivedAt" => "submitted_time", "email" or "phone" or "fields" => "subject_identities", "purpose" => "extensions.purpose", "profile" => "extensions.profile", { } other => $"extensions.{other}", _ => null },
    };
}

/// <summary>What stands in <c>extensions</c> under our own domain.</summary>
public sealed record DsrExtension
{
    public DsrRight? Right { get; init; }

    public string? Profile { get; init; }

    public string? Language { get; init; }

    public string Phone { get; init; } = "";

    public string FirstName { get; init; } = "";

    public string LastName { get; init; } = "";

    public string Notes { get; init; } = "";

    public string Purpose { get; init; } = "";

    public Dictionary<string, string> Proposed { get; init; } = [];
}
