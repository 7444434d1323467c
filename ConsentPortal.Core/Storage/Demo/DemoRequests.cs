using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Some requests as an officer finds them on a Monday: one that is late, one whose erasure is to be planned, one nobody has taken, one that is done.</summary>
internal sealed class DemoRequests(AddressHasher hasher, IdSource ids)
{
    private static readonly (RequestKind Kind, RequestIntake Intake, int DaysAgo, string Said, RequestState[] Way, bool Taken)[] All =
    [
        (RequestKind.Get, RequestIntake.Letter, 43, "I would like to know everything that you have stored about me, and where you got it from.", [RequestState.Acknowledged, RequestState.IdentityPending], true),
        (RequestKind.Forget, RequestIntake.Phone, 21, "I have never bought anything here. Please delete me everywhere.", [RequestState.Acknowledged, RequestState.Verified, RequestState.InProgress], true),
        (RequestKind.Update, RequestIntake.Email, 2, "I have married and moved: the new name is on my signature.", [], false),
        (RequestKind.Object, RequestIntake.InPerson, 9, "No more calls, please.", [RequestState.Acknowledged, RequestState.InProgress, RequestState.Review, RequestState.Fulfilled], true),
    ];

    public async Task WriteAsync(PortalDb db, IReadOnlyList<Contact> people, DateTimeOffset now, CancellationToken ct)
    {
        var profile = await db.Set<ComplianceProfile>().Include(p => p.States).OrderBy(p => p.Code).FirstAsync(p => p.Code == "europe", ct);
        var officer = await db.Set<TeamMember>().FirstAsync(m => m.Role == Role.PrivacyOfficer, ct);
        foreach (var (wish, n) in All.Select((wish, n) => (wish, n)))
        {
            var person = people[(n * 17) + 3];
            var points = person.Links.ConvertAll(l => l.PointId);
            var address = await db.Set<ContactPoint>().Where(p => points.Contains(p.Id) && p.Channel == Channel.Email).Select(p => p.Address).FirstOrDefaultAsync(ct) ?? "somebody@example.net";
            var request = Add(db, profile, officer, wish, new() { Email = address, FirstName = person.FirstName, LastName = person.LastName, Notes = wish.Said }, n + 1, now);
            if (wish.Kind == RequestKind.Forget)
            {
                request.ContactId = person.Id;
            }

            if (wish.Kind == RequestKind.Object)
            {
                var purpose = await db.Set<Purpose>().OrderBy(p => p.Id).FirstAsync(p => p.Type == PurposeType.Commercial, ct);
                request.ActedAt = request.ReceivedAt;
                db.AddRange(points.Select(p => new RequestObjection { Id = ids.Next<RequestObjection>(), RequestId = request.Id, PointId = p, PurposeId = purpose.Id, ContactId = person.Id, Effect = ObjectionEffect.StoppedBefore, At = request.ReceivedAt }));
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private PrivacyRequest Add(PortalDb db, ComplianceProfile profile, TeamMember officer, (RequestKind Kind, RequestIntake Intake, int DaysAgo, string Said, RequestState[] Way, bool Taken) wish, Submission submission, int serial, DateTimeOffset now)
    {
        var received = now.AddDays(-wish.DaysAgo);
        var calendar = HolidayCalendars.For("DE");
        var deadline = RequestDeadline.Of(profile.Deadlines, received, TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone), calendar);
        var content = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Justification, submission.ToJson(), received);
        PrivacyRequest request = new()
        {
            Id = ids.Next<PrivacyRequest>(), Year = deadline.Received.Year, Serial = serial, Kind = wish.Kind, Intake = wish.Intake, ProfileId = profile.Id, ReceivedAt = received, CreatedAt = received,
            ReceivedOn = deadline.Received, AcknowledgeBy = deadline.Acknowledge, AnswerBy = deadline.Answer, ExtendedBy = deadline.Extended, DueOn = deadline.Answer, CountsMonths = true, TimeZone = calendar.TimeZone,
            KeyHash = hasher.Of(submission.Address()).ToBytes(), SubmissionId = content.Id, AssigneeId = wish.Taken ? officer.Id : 0,
        };
        db.Add(content);
        db.Add(request);
        if (wish.Way.Length == 0)
        {
            db.Add(new RequestPath { RequestId = request.Id, BegunAt = received }); // no mail goes out to made-up people
        }

        RequestCase open = new(db, request, ids, received, officer.AsActor());
        open.Step(RequestStepKind.Received, RequestEvent.Opened);
        foreach (var state in wish.Way)
        {
            open.Move(state, state == RequestState.Verified ? "Called back on the number on file." : null);
        }

        return request;
    }
}
