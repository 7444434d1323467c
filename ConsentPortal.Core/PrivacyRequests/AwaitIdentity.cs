using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Looks after requests that wait for the person to show who they are: asks again where an officer wants that, reminds twice, and in the end closes what
/// was never verified.</summary>
public sealed class AwaitIdentity(RequestCases cases, RequestLetters letters)
{
    /// <summary>How many days the person has, where nobody said otherwise, and between which numbers that may lie.</summary>
    public const int DefaultDays = 30, LeastDays = 7, MostDays = 90;

    private const int Reminders = 2;

    internal static async Task<int> DaysAsync(PortalDb db, CancellationToken ct)
        => int.TryParse(await db.Set<Setting>().AsNoTracking().Where(s => s.Name == SettingNames.IdentityDays).Select(s => s.Value).FirstOrDefaultAsync(ct), CultureInfo.InvariantCulture, out var days) ? Math.Clamp(days, LeastDays, MostDays) : DefaultDays;

    internal static Task<List<Id<PrivacyRequest>>> FindAsync(PortalDb db, CancellationToken ct)
        => db.Set<PrivacyRequest>().Where(r => r.State == RequestState.IdentityPending && db.Set<RequestPath>().Any(p => p.RequestId == r.Id)).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(ct);

    internal async Task<Outcome<Done>> RunAsync(Id<PrivacyRequest> id, CancellationToken ct) => await cases.ChangeAsync(id, Actor.System, async open =>
    {
        var asked = await open.Db.Set<RequestStep>().AsNoTracking().Where(s => s.RequestId == id && s.Kind == RequestStepKind.Moved && s.State == RequestState.IdentityPending).OrderBy(s => s.Id).Select(s => s.At).ToListAsync(ct);
        if (open.Request.State != RequestState.IdentityPending || asked.Count == 0)
        {
            return null;
        }

        var sent = await open.Db.Set<RequestMail>().AsNoTracking().Where(m => m.RequestId == id).ToListAsync(ct);
        Asking asking = new(asked.Count, asked[^1], await DaysAsync(open.Db, ct), sent);
        await (asking.Ends <= open.Now ? EndAsync(open, asking, ct) : TellAsync(open, asking, ct));
        return null;
    }, ct);

    private async ValueTask EndAsync(RequestCase open, Asking asking, CancellationToken ct)
    {
        open.Move(RequestState.ExpiredUnverified);
        open.Stamp(RequestMailKind.Expired, asking.Number, !await SaidAsync(open, RequestMailKind.Expired, ct) && await letters.AddAsync(open.Db, open.Request, new(RequestMailKinds.Expired), ct));
    }

    private async ValueTask TellAsync(RequestCase open, Asking asking, CancellationToken ct)
    {
        if (!asking.WasTold)
        {
            open.Stamp(RequestMailKind.IdentityAsked, asking.Number, await SendAsync(open, RequestMailKinds.IdentityAsked, asking, ct));
            return;
        }

        // after a standstill only the last of those that are due is sent
        var due = Enumerable.Range(1, Reminders).Where(n => asking.At + (asking.Ends - asking.At) * n / (Reminders + 1) <= open.Now && !asking.Has(RequestMailKind.IdentityReminder, asking.RoundOf(n))).ToList();
        foreach (var n in due)
        {
            open.Stamp(RequestMailKind.IdentityReminder, asking.RoundOf(n), n == due[^1] && !await SaidAsync(open, RequestMailKind.IdentityReminder, ct) && await SendAsync(open, RequestMailKinds.IdentityReminder, asking, ct));
        }
    }

    // whoever asks for the same again and again in somebody's name has them written to no more often
    private static async Task<bool> SaidAsync(RequestCase open, RequestMailKind kind, CancellationToken ct)
    {
        var (request, since) = (open.Request, open.Now - TimeSpan.FromDays(1));
        return await open.Db.Set<RequestMail>().AnyAsync(m => m.Kind == kind && m.Queued && m.At > since && m.RequestId != request.Id
            && open.Db.Set<PrivacyRequest>().Any(r => r.Id == m.RequestId && r.KeyHash == request.KeyHash && r.Kind == request.Kind && r.ProfileId == request.ProfileId), ct);
    }

    private ValueTask<bool> SendAsync(RequestCase open, MailKind kind, Asking asking, CancellationToken ct)
        => letters.AddAsync(open.Db, open.Request, new(kind, v => v.With("until", MailTexts.Day(open.Request.Language, asking.Ends))), ct);

    /// <param name="Number">Which asking it is, from 1.</param>
    private sealed record Asking(int Number, DateTimeOffset At, int Days, IReadOnlyList<RequestMail> Sent)
    {
        public DateTimeOffset Ends => At + TimeSpan.FromDays(Days);

        // the first asking stands in the acknowledgement
        public bool WasTold => Has(RequestMailKind.IdentityAsked, Number) || Sent.Any(m => m.Kind == RequestMailKind.Acknowledgement && m.At >= At);

        public bool Has(RequestMailKind kind, long round) => Sent.Any(m => m.Kind == kind && m.Round == round);

        public long RoundOf(int reminder) => (Number * 10L) + reminder;
    }
}
