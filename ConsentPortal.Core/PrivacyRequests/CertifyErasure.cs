using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Writes the certificate at the end of an erasure, and anew when an application acknowledges; its SHA-256 stays in the case.</summary>
public sealed class CertifyErasure(IdSource ids, TimeProvider clock)
{
    /// <summary>The last save: the names are forgotten, the case is answered.</summary>
    internal async Task EndAsync(PortalDb db, Erasure erasure, PrivacyRequest request, CancellationToken ct)
    {
        (erasure.State, erasure.EndedAt, erasure.Aims) = (ErasureState.Done, clock.Now(), []);
        var tracked = await db.Set<PrivacyRequest>().SingleAsync(r => r.Id == request.Id, ct);
        if (RequestStates.May(tracked.State, RequestState.Fulfilled, tracked.Kind))
        {
            new RequestCase(db, tracked, ids, clock.Now(), Actor.System).Move(RequestState.Fulfilled);
        }

        await WriteAsync(db, erasure, tracked, await db.Set<ErasureNotice>().AsNoTracking().Where(n => n.ErasureId == erasure.Id).ToListAsync(ct), ct);
    }

    internal static async Task<PrivacyRequest> AgainAsync(PortalDb db, Id<Erasure> id, IReadOnlyList<ErasureNotice> notices, CancellationToken ct)
    {
        var erasure = await db.Set<Erasure>().SingleAsync(e => e.Id == id, ct);
        var request = await db.Set<PrivacyRequest>().SingleAsync(r => r.Id == erasure.RequestId, ct);
        if (erasure.State == ErasureState.Done)
        {
            await WriteAsync(db, erasure, request, notices, ct);
        }

        return request;
    }

    private static async Task WriteAsync(PortalDb db, Erasure erasure, PrivacyRequest request, IReadOnlyList<ErasureNotice> notices, CancellationToken ct)
    {
        var profile = await db.Set<ComplianceProfile>().Where(p => p.Id == request.ProfileId).Select(p => p.Code).FirstAsync(ct);
        var told = notices.Select(n => n.ApplicationId).ToList();
        var names = await db.Set<Application>().Where(a => told.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
        erasure.Certificate = ErasureCertificate.Of(erasure, request, profile, await HandsAsync(db, erasure, ct), notices.Select(n => (n, names.GetValueOrDefault(n.ApplicationId, "")))).ToJson();
        erasure.CertificateHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(erasure.Certificate)));
    }

    // written anew it says what it said: who has another name or role by now had these then
    private static async Task<(ErasureCertificate.Hand Prepared, ErasureCertificate.Hand Approved)> HandsAsync(PortalDb db, Erasure erasure, CancellationToken ct)
    {
        if (erasure.Certificate.Length > 0 && ErasureCertificate.FromJson(erasure.Certificate) is { Prepared.Name.Length: > 0 } before)
        {
            return (before.Prepared, before.Approved);
        }

        List<long> numbers = [.. ((string[])[erasure.PreparedBy, erasure.ApprovedBy]).Select(by => long.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        var members = await db.Set<TeamMember>().AsNoTracking().Where(m => numbers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => (m.DisplayName, Role: Word.Of(m.Role)), ct);
        return (HandOf(0, erasure.PreparedBy, erasure.PreparedAt), HandOf(1, erasure.ApprovedBy, erasure.ApprovedAt ?? default));

        ErasureCertificate.Hand HandOf(int at, string by, DateTimeOffset when)
            => members.TryGetValue(numbers[at], out var member) ? new(by, when, member.DisplayName, member.Role) : new(by, when, "", "");
    }
}
