using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Tests.Testing;

/// <summary>The people and programs of the tests.</summary>
public static class Actors
{
    public static readonly Actor Admin = Member(1, "Ada Admin", Role.Administrator);
    public static readonly Actor Rep = Member(2, "Rolf Rep", Role.SalesRepresentative);
    public static readonly Actor RepWithOwnContacts = new TeamMember { Id = 5, DisplayName = "Olga Own", Role = Role.SalesRepresentative, OwnContactsOnly = true }.AsActor();
    public static readonly Actor Officer = Member(3, "Petra Privacy", Role.PrivacyOfficer);
    public static readonly Actor Analyst = new TeamMember { Id = 4, DisplayName = "Anna Analyst", Role = Role.Analyst, MayImport = true }.AsActor();
    public static readonly Actor Crm = new(ActorKind.Application, "77", "CRM", Permission.CheckConsent | Permission.RecordConsent | Permission.ReadConsent | Permission.EditSuppressions);
    public static readonly Actor CrmThatReopts = Crm with { Permissions = Crm.Permissions | Permission.ReoptIn };

    private static Actor Member(long id, string name, Role role) => new TeamMember { Id = id, DisplayName = name, Role = role }.AsActor();
}
