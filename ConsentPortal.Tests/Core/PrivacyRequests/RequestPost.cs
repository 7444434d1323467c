using System.Globalization;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>The mails about requests and what stands in them, and the members who get cases.</summary>
internal static partial class RequestPost
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public static Task KeepAsync(this TestPortal portal) => portal.Get<KeepRequests>().RunAsync(new(), Actor.System, Ct);

    /// <summary>Oldest first.</summary>
    public static async Task<List<Email>> PostAsync(this TestPortal portal, string kind, string? to = null)
    {
        await using var db = portal.NewDb();
        return await db.Set<Email>().AsNoTracking().Where(m => m.Kind == kind && (to == null || m.To == to)).OrderBy(m => m.Id).ToListAsync();
    }

    public static async Task<string> SendCodeAsync(this TestPortal portal, Id<PrivacyRequest> id, RequestCodeUse use = RequestCodeUse.Identity)
    {
        var sent = await portal.Get<SendRequestCode>().RunAsync(new(id, use), Actor.Subject, Ct);
        Assert.True(sent.Ok, sent.Problem?.Message);
        Assert.Equal(ConsentPortal.Core.Consent.AskOutcome.Sent, sent.Value);
        return SixDigits().Match((await portal.PostAsync("request_code"))[^1].Text).Value;
    }

    public static Task<Outcome<string>> EnterAsync(this TestPortal portal, Id<PrivacyRequest> id, string code, RequestCodeUse use = RequestCodeUse.Identity)
        => portal.Get<CheckRequestCode>().RunAsync(new(id, use, code), Actor.Subject, Ct);

    public static string Wrong(string code) => ((int.Parse(code, CultureInfo.InvariantCulture) + 1) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static async Task<RequestState> StateAsync(this TestPortal portal, Id<PrivacyRequest> id)
    {
        await using var db = portal.NewDb();
        return (await db.Set<PrivacyRequest>().AsNoTracking().FirstAsync(r => r.Id == id)).State;
    }

    /// <summary>A member who may work on requests.</summary>
    public static async Task<long> OfficerAsync(this TestPortal portal, string name, string language = "en")
    {
        var id = portal.Get<IdSource>().Next();
        await using var db = portal.NewDb();
        TeamMember member = new() { Id = id, UserName = $"{name}@example.com", NormalizedUserName = $"{name}@EXAMPLE.COM", Email = $"{name}@work.example", DisplayName = name, Role = Role.PrivacyOfficer, Language = language, SecurityStamp = name, CreatedAt = portal.Clock.Now() };
        db.Add(member);
        db.Announce(new Joined(id), Actor.System);
        await db.SaveChangesAsync();
        return id;
    }

    public static async Task OfficersAsync(this TestPortal portal, RequestKind kind, OfficerRule rule, params long[] members)
    {
        var set = await portal.Get<SetRequestOfficers>().RunAsync(new("europe", [new(kind, rule, members)]), Actors.Officer, Ct);
        Assert.True(set.Ok, set.Problem?.Message);
    }

    public static async Task<long> AssigneeAsync(this TestPortal portal, Id<PrivacyRequest> id)
    {
        await using var db = portal.NewDb();
        return (await db.Set<PrivacyRequest>().AsNoTracking().FirstAsync(r => r.Id == id)).AssigneeId;
    }

    [GeneratedRegex(@"(?m)^\d{6}$")]
    private static partial Regex SixDigits();

    private sealed record Joined(long Id) : PortalEvent("member.invited", "member", Id.ToString(CultureInfo.InvariantCulture));
}
