using ConsentPortal.Core.Team;
using ConsentPortal.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Team;

/// <summary>How a member's state and role are shown.</summary>
internal static class MemberLook
{
    public static Look Of(FindMembers.Row member, IStringLocalizer<Texts> l) => member switch
    {
        { Disabled: true } => Look.Bad(l["Disabled"]),
        { HasPassword: false } => Look.Warn(l["Invited"], "mail"),
        { LockedOut: true } => Look.Warn(l["Locked for a while"], "lock_clock"),
        _ => Look.Ok(l["Active"]),
    };

    /// <summary>An invitation that nobody has followed yet.</summary>
    public static Look Invitation(FindMembers.Row member, DateTimeOffset now, IStringLocalizer<Texts> L)
        => member.InvitedUntil > now ? Look.Info(L["Waiting"], "mail") : Look.Warn(L["Link expired"], "schedule");

    /// <summary>The role and what narrows it: "Sales representative · own contacts only".</summary>
    public static string Role(FindMembers.Row member, IStringLocalizer<Texts> l)
        => string.Join(" · ", new[] { l[RoleNames.Of(member.Role)].Value, member.OwnContactsOnly ? l["own contacts only"].Value : "", member.MayImport ? l["runs imports"].Value : "", member.MaySegment ? l["builds segments"].Value : "" }
            .Where(part => part.Length > 0));
}
