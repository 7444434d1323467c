using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>How the request of a controller stands, by its own number for it. Another application's is none.</summary>
public sealed class ReadDsr(IDbContextFactory<PortalDb> databases)
{
    private const int UsualDays = 30;

    public sealed record View(DsrRequest Dsr, PrivacyRequest Request)
    {
        public DsrStatus Status => DsrStatuses.Of(Request.State);

        /// <summary>The end of the day to answer by, where the controller of the data is; thirty days where the law names none.</summary>
        public DateTimeOffset ExpectedAt => EndOf(Request);
    }

    public async Task<Outcome<View>> RunAsync(string subjectRequestId, Actor actor, CancellationToken ct)
    {
        if (!actor.May(Permission.WorkRequests) && actor.Lacks(Permission.ReadRequests) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (application, bound) = (new Id<Application>(actor.Number), actor.BoundToProfile);
        var found = await db.Set<DsrRequest>().AsNoTracking().Where(d => d.ApplicationId == application && d.SubjectRequestId == subjectRequestId)
            .Join(db.Set<PrivacyRequest>().Where(r => bound == null || db.Set<Compliance.ComplianceProfile>().Any(p => p.Id == r.ProfileId && p.Code == bound)), d => d.RequestId, r => r.Id, (d, r) => new { Dsr = d, Request = r }).FirstOrDefaultAsync(ct);
        return found is null ? Problem.NotFound("There is no such request.") : new View(found.Dsr, found.Request);
    }

    internal static DateTimeOffset EndOf(PrivacyRequest request)
        => RequestDeadline.From(request, HolidayCalendar.Weekends).EndOf(request.DueOn ?? request.AnswerBy ?? request.ReceivedOn.AddDays(UsualDays));
}
