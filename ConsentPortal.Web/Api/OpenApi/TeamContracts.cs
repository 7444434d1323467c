using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.Api.OpenApi;

/// <summary>The roles that a program may give.</summary>
internal enum GivenRole
{
    SalesRepresentative,
    PrivacyOfficer,
    Analyst,
}

/// <summary>The body of POST /members.</summary>
internal sealed record MemberInvitation(
    [property: JsonRequired, MaxLength(TeamMember.EmailMaxLength)] string Email, [property: JsonRequired, MaxLength(TeamMember.NameMaxLength)] string Name, [property: JsonRequired] GivenRole Role,
    [property: Description("A sales representative who sees only their own contacts.")] bool? OwnContactsOnly = null, [property: Description("An analyst who may import.")] bool? MayImport = null,
    [property: Description("An analyst who may build segments.")] bool? MaySegment = null, [property: Description("BCP 47: of their mails and pages.")] string? Language = null);

/// <summary>The body of PATCH /members/{member}. What is missing stays.</summary>
internal sealed record MemberPatch(GivenRole? Role = null, bool? OwnContactsOnly = null, bool? MayImport = null, bool? MaySegment = null);

/// <summary>The body of POST /members/query.</summary>
internal sealed record MemberQuestion([property: JsonRequired] string Email);

/// <summary>The calls about the team with an example each.</summary>
internal static class TeamExamples
{
    private const Permission Team = Permission.ManageTeam;

    private const string Member = """
        { "id": "71010399211225003", "name": "Iris Import", "email": "iris@example.com", "role": "analyst", "ownContactsOnly": false, "mayImport": true, "maySegment": false, "disabled": false,
          "invited": true, "invitedUntil": "2026-01-02T00:00:00Z", "language": "en", "createdAt": "2026-01-01T00:00:00Z" }
        """;

    public static readonly ApiOperation List = new("listMembers", Team, IsWrite: false, null, $$"""{ "items": [ {{Member}} ], "next": null }""");

    public static readonly ApiOperation Invite = new("inviteMember", Team, IsWrite: true, """
        { "email": "iris@example.com", "name": "Iris Import", "role": "analyst", "mayImport": true, "language": "en" }
        """, Member) { Status = 201 };

    public static readonly ApiOperation Query = new("findMember", Team, IsWrite: false, """{ "email": "iris@example.com" }""", $$"""{ "items": [ {{Member}} ], "next": null }""");

    public static readonly ApiOperation Read = new("readMember", Team, IsWrite: false, null, Member);

    public static readonly ApiOperation Edit = new("changeMember", Team, IsWrite: true, """{ "role": "salesRepresentative", "ownContactsOnly": true }""", Member);

    public static readonly ApiOperation Disable = new("disableMember", Team, IsWrite: true, "{}", Member);

    public static readonly ApiOperation Enable = new("enableMember", Team, IsWrite: true, "{}", Member);

    public static readonly ApiOperation Withdraw = new("withdrawInvitation", Team, IsWrite: true, null, "") { Status = 204 };
}
