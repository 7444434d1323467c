using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Hands out a case file as JSON for another program or a regulator; that it was taken is written down.</summary>
public sealed class TakeCaseFile(ReadCaseFile read, IDbContextFactory<PortalDb> databases)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };

    /// <param name="Content">UTF-8; its last member is the SHA-256 of what stands under <c>case</c>, as it is written there without white space.</param>
    public sealed record File(string Number, byte[] Content);

    public async Task<Outcome<File>> RunAsync(Id<PrivacyRequest> id, Actor actor, CancellationToken ct)
    {
        if (actor.Lacks(Permission.ExportPeople) is { } forbidden)
        {
            return forbidden;
        }

        var found = await read.RunAsync(id, actor, ct);
        if (!found.Ok)
        {
            return found.Problem!;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var request = found.Value.Case.Request;
        db.Announce(new RequestEvent(RequestEvent.FileTaken, request) { SubjectName = request.Number }, actor);
        await db.SaveChangesAsync(ct);
        var body = JsonSerializer.SerializeToNode(Paper(found.Value), Json)!;
        JsonObject whole = new() { ["format"] = "consentportal-case-file/1", ["case"] = body, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString()))) };
        return new File(request.Number, Encoding.UTF8.GetBytes(whole.ToJsonString(Json)));
    }

    private static object Paper(ReadCaseFile.View file)
    {
        var (view, request) = (file.Case, file.Case.Request);
        return new
        {
            request.Number, request.Kind, request.Intake, request.OnBehalf, view.Profile, request.State, request.RefusalCode, request.ReceivedAt, request.ReceivedOn, request.AcknowledgeBy, request.AnswerBy, request.ExtendedBy, request.DueOn, request.ExtendedAt,
            request.ClosedAt, request.TimeZone, request.LegalHold, request.Language, Contact = request.ContactId.IsNone ? null : request.ContactId.ToString(), file.Assignee, view.Submission, Pauses = view.Pauses,
            file.Steps, file.Letters, file.Files, file.Packages, AuditTrail = file.Trail, WrittenAt = file.At,
        };
    }
}
