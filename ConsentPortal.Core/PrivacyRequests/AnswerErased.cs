using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Tells the person that they are forgotten, while their address is still here: afterwards nobody could. The mail itself is erased with the
/// rest, so it has to leave before.</summary>
public sealed class AnswerErased(RequestLetters letters, MailSettings settings, IdSource ids, TimeProvider clock)
{
    /// <summary>Erasing is not put off for longer than this by a mail that will not leave.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>Adds to the caller's save. Answers whether there is somewhere to write to.</summary>
    internal async Task<int> WriteAsync(PortalDb db, Erasure erasure, CancellationToken ct)
    {
        var request = await db.Set<PrivacyRequest>().AsNoTracking().SingleAsync(r => r.Id == erasure.RequestId, ct);
        if (await db.Set<RequestMail>().AnyAsync(m => m.RequestId == request.Id && m.Kind == RequestMailKind.Answer, ct))
        {
            return 0;
        }

        var queued = await letters.AddAsync(db, request, AnswerRequest.LetterOf(request, new(request.Id, RequestState.Fulfilled) { Words = Kept(erasure, request.Language) }), ct);
        db.Add(new RequestMail { Id = ids.Next<RequestMail>(), RequestId = request.Id, Kind = RequestMailKind.Answer, At = clock.Now(), Queued = queued });
        return queued ? 1 : 0;
    }

    // what is not gone, under which exception and until when: the certificate stays with the controller, so the person reads it here (GDPR art. 12(3), 17(3))
    private static string Kept(Erasure erasure, string language) => string.Join('\n', ErasurePlan.FromJson(erasure.Plan).Rooms.SelectMany(r => r.Lines)
        .Where(l => l is { Rows: > 0, Outcome: ErasureOutcome.Keep or ErasureOutcome.Unlink })
        .Select(l => MailTexts.In(language, $"RequestKept_{l.Category}", l.Until is { } until ? RequestLetters.Day(language, until) : "")));

    /// <summary>Throws while the mail is still on its way.</summary>
    internal async Task<int> WaitAsync(PortalDb db, Erasure erasure, ErasureAims aims, CancellationToken ct)
    {
        var written = erasure.Steps.First(s => s.Name == RunErasure.Answer);
        var (code, points) = (RequestMailKinds.Answer(RequestKind.Forget, RequestState.Fulfilled).Code, aims.Subject.ContactPoints.ToList());
        if (written.Rows > 0 && settings.Missing is null && written.At + Patience > clock.Now()
            && await db.Set<Email>().Where(e => e.Kind == code && (e.State == EmailState.Queued || e.State == EmailState.Sending) && e.CreatedAt >= written.At.AddMinutes(-1))
                .AnyAsync(e => points.Contains(e.PointId) || e.PointId == 0, ct))
        {
            throw new ErasureWaitsException("mail");
        }

        return 0;
    }
}
