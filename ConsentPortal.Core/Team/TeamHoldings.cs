using System.Globalization;
using System.Runtime.CompilerServices;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Team;

/// <summary>The account of a member of the team who asks as a customer from the same address, or for their own data.</summary>
public sealed class TeamHoldings(HeldRows rows) : IHoldsPersonalData
{
    private const string Secret = "A secret that opens the account, or a part of one.";

    public string Room => "Team";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("team_members", "team-account"), new("team_sessions", "team-sign-ins"), new("team_sign_ins", "team-sign-ins"), new("team_sign_in_origins", "team-sign-ins"),
        new("team_saved_views", "team-views"), new("team_default_views", "team-views", "Which kept view a list opens with."),
        new("team_member_claims", "team-account", "Holds nothing: the portal gives no claims."), new("team_member_logins", "team-account", "Holds nothing: nobody signs in through another service."),
        new("team_member_tokens", "team-account", Secret), new("team_member_passkeys", "team-account", Secret), new("team_authenticators", "team-account", Secret), new("team_recovery_codes", "team-account", Secret),
    ];

    public async IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, [EnumeratorCancellation] CancellationToken ct)
    {
        List<string> addresses = [.. subject.Addresses.Select(a => a.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
        foreach (var member in addresses.Count == 0 ? [] : await rows.ReadAsync(db => db.Set<TeamMember>().Where(m => addresses.Contains(m.NormalizedEmail!)).OrderBy(m => m.Id), ct))
        {
            yield return new("team-account", "team_members", Number(member.Id), member.CreatedAt, new PersonalFields().Given("email", member.Email).Given("displayName", member.DisplayName).Given("phone", member.PhoneNumber)
                .Add("role", member.Role).Given("language", member.Language).Add("disabled", member.Disabled).Add("createdAt", member.CreatedAt).Items);
            await foreach (var record in SignInsAsync(member.Id, ct))
            {
                yield return record;
            }

            foreach (var view in await rows.ReadAsync(db => db.Set<SavedView>().Where(v => v.OwnerId == member.Id).OrderBy(v => v.Id), ct))
            {
                yield return new("team-views", "team_saved_views", view.Id.ToString(), view.ChangedAt, new PersonalFields().Add("list", view.List).Given("name", view.Name, ofOthers: true).Add("changedAt", view.ChangedAt).Items);
            }
        }
    }

    private async IAsyncEnumerable<PersonalRecord> SignInsAsync(long member, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var s in await rows.ReadAsync(db => db.Set<MemberSession>().Where(s => s.MemberId == member).OrderBy(s => s.Id), ct))
        {
            yield return new("team-sign-ins", "team_sessions", s.Id.ToString(), s.SignedInAt, new PersonalFields().Add("way", s.Way).Add("device", s.Device).Add("network", s.Network, sensitive: true).Add("signedInAt", s.SignedInAt)
                .Add("lastSeenAt", s.LastSeenAt).Add("endedAt", s.EndedAt).Items);
        }

        foreach (var e in await rows.ReadAsync(db => db.Set<SignInEntry>().Where(e => e.MemberId == member).OrderBy(e => e.Id), ct))
        {
            yield return new("team-sign-ins", "team_sign_ins", e.Id.ToString(), e.At, new PersonalFields().Add("result", e.Result).Add("way", e.Way).Add("device", e.Device).Add("network", e.Network, sensitive: true).Add("at", e.At).Items);
        }

        foreach (var o in await rows.ReadAsync(db => db.Set<SignInOrigin>().Where(o => o.MemberId == member).OrderBy(o => o.Id), ct))
        {
            yield return new("team-sign-ins", "team_sign_in_origins", o.Id.ToString(), o.CreatedAt, new PersonalFields().Add("ip", o.Ip, sensitive: true).Add("userAgent", o.UserAgent, sensitive: true).Add("at", o.CreatedAt).Items);
        }
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}
