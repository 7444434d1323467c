using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Tells a member that a case is theirs, and how much of its time is over: each once, in their language, with nothing about the person.</summary>
public sealed class RemindOfficers(RequestCases cases, MailWriter writer, SendEmail mail, Rulebooks rulebooks, PortalAddress address)
{
    private static readonly MailPlace Number = new("number", PlaceShape.Word, Required: false, "2026-0042"), Due = new("due", PlaceShape.Text), Link = new("link", PlaceShape.Link, Required: true);

    /// <summary>What can be told, with its words.</summary>
    public static readonly IReadOnlyDictionary<RequestMailKind, MailKind> Mails = new Dictionary<RequestMailKind, MailKind>
    {
        [RequestMailKind.Task] = Kind("task", "RequestTaskSubject", "RequestTaskIntro"), [RequestMailKind.HalfTime] = Kind("half_time", "RequestHalfSubject"), [RequestMailKind.ThreeQuarters] = Kind("three_quarters", "RequestThreeQuartersSubject"),
        [RequestMailKind.LastDay] = Kind("last_day", "RequestLastDaySubject"), [RequestMailKind.Overdue] = Kind("overdue", "RequestOverdueSubject"),
    };

    private static readonly RequestMailKind[] Stages = [RequestMailKind.HalfTime, RequestMailKind.ThreeQuarters, RequestMailKind.LastDay, RequestMailKind.Overdue];

    internal static Task<List<Id<PrivacyRequest>>> FindAsync(PortalDb db, CancellationToken ct)
        => db.Set<PrivacyRequest>().Where(r => r.ClosedAt == null && r.AssigneeId != 0 && db.Set<RequestPath>().Any(p => p.RequestId == r.Id)
            && (r.DueOn != null || !db.Set<RequestMail>().Any(m => m.RequestId == r.Id && m.Kind == RequestMailKind.Task && m.Round == r.AssigneeId))).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct);

    internal Task<Outcome<Done>> RunAsync(Id<PrivacyRequest> id, CancellationToken ct) => cases.ChangeAsync(id, Actor.System, async open =>
    {
        var request = open.Request;
        if (!request.IsOpen || request.AssigneeId == 0)
        {
            return null;
        }

        var sent = await open.Db.Set<RequestMail>().AsNoTracking().Where(m => m.RequestId == id).ToListAsync(ct);
        if (!sent.Exists(m => m.Kind == RequestMailKind.Task && m.Round == request.AssigneeId))
        {
            open.Stamp(RequestMailKind.Task, request.AssigneeId, !await TookItAsync(open, ct) && await SendAsync(open, RequestMailKind.Task, ct));
        }

        // a longer term is a new one; after a standstill only the last of those that are due is sent
        var term = request.ExtendedAt is null ? 0 : 1;
        var due = Stages.Where(s => IsDue(s, request, open.Today) && !sent.Exists(m => m.Kind == s && m.Round == term)).ToList();
        foreach (var stage in due)
        {
            open.Stamp(stage, term, stage == due[^1] && await SendAsync(open, stage, ct));
        }

        return null;
    }, ct);

    internal static bool IsDue(RequestMailKind stage, PrivacyRequest request, DateOnly today)
    {
        if (request.DueOn is not { } due || request.PausedSince is not null)
        {
            return false;
        }

        var (all, gone) = (due.DayNumber - request.ReceivedOn.DayNumber, today.DayNumber - request.ReceivedOn.DayNumber);
        return stage switch
        {
            RequestMailKind.HalfTime => gone * 2 >= all,
            RequestMailKind.ThreeQuarters => gone * 4 >= all * 3,
            RequestMailKind.LastDay => today >= due,
            _ => today > due,
        };
    }

    private async ValueTask<bool> SendAsync(RequestCase open, RequestMailKind stage, CancellationToken ct)
    {
        var request = open.Request;
        if ((await OfficerChoice.OnAsync(open.Db, open.Today, ct)).Standing(request.AssigneeId) is not { Email: { } to } officer || (await rulebooks.RecentAsync(ct)).Profile(request.ProfileId) is not { } profile)
        {
            return false;
        }

        var language = officer.Language.Length > 0 ? officer.Language : profile.DefaultLanguage;
        var values = new MailValues().With("number", request.Number).With("link", address.To($"/requests/{request.Id}"))
            .With("due", request.DueOn is { } due ? [MailTexts.In(language, "RequestTaskDue", RequestLetters.Day(language, due))] : []);
        var letter = await writer.WriteAsync(open.Db, Mails[stage], ConfirmationMail.From(profile), language, values, ct);
        return mail.Add(open.Db, new(Mails[stage].Code, to, letter.Subject, letter.Body)).Ok;
    }

    // who takes a case needs no mail about it
    private static async Task<bool> TookItAsync(RequestCase open, CancellationToken ct)
    {
        var id = open.Request.Id;
        var last = await open.Db.Set<RequestStep>().AsNoTracking().Where(s => s.RequestId == id && s.Kind == RequestStepKind.Assigned).OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        return last is { ActorKind: ActorKind.Staff } && last.ActorId == RequestCase.Number(open.Request.AssigneeId);
    }

    private static MailKind Kind(string code, string subject, string intro = "RequestTimeIntro")
        => new($"request_{code}", new(subject, "number"), "RequestTaskButton", [new("Hello"), new(intro, "number", "sender"), MailLine.Place("due"), MailLine.Place("link")], [Number, Due, Link]);
}
