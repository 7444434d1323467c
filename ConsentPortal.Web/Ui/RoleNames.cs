using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.Ui;

/// <summary>Roles as people read them; the English text is the key of its translations.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Administrator => "Administrator",
        Role.SalesRepresentative => "Sales representative",
        Role.PrivacyOfficer => "Privacy officer",
        _ => "Analyst",
    };

    /// <summary>What somebody with this role does here, in one sentence.</summary>
    public static string Meaning(Role role) => role switch
    {
        Role.Administrator => "Everything: profiles, team, API keys, audit trail.",
        Role.SalesRepresentative => "Contacts and their consent. No lists of many people leave the portal.",
        Role.PrivacyOfficer => "Requests, audit trail, erasure, and contacts with their sensitive fields.",
        _ => "Imports and segments, as ticked below. No personal fields.",
    };
}
