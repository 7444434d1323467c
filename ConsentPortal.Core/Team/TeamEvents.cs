using System.Globalization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Team;

/// <summary>Something about a member of the team: <c>member.invited</c>, <c>member.role_changed</c>, <c>member.disabled</c> …</summary>
public sealed record MemberEvent : PortalEvent
{
    internal MemberEvent(string kind, TeamMember member, ChangeList? changes = null)
        : base(kind, "member", member.Id.ToString(CultureInfo.InvariantCulture))
    {
        SubjectName = member.DisplayName;
        Changes = changes?.Items ?? [];
    }
}
