using System.Text.Json;
using Bunit;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Core.Contacts;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Contacts;
using ConsentPortal.Web.Admin.Contacts.Edit;
using ConsentPortal.Web.Admin.PrivacyRequests;
using Microsoft.AspNetCore.Components;

namespace ConsentPortal.Tests.Web.Admin.OwnFields;

/// <summary>One field for each role, asked for as each role through each door: nobody gets another role's value, and who has a door gets their own by it.</summary>
public sealed class FieldEveryRoleTests
{
    private static readonly Dictionary<FieldRoles, string> Values = new()
    {
        [FieldRoles.None] = "7113-administrators", [FieldRoles.SalesRepresentative] = "7113-representatives", [FieldRoles.PrivacyOfficer] = "7113-officers", [FieldRoles.Analyst] = "7113-analysts", [FieldRoles.Application] = "7113-programs",
    };

    private static readonly Dictionary<Role, (Actor Actor, FieldRoles As)> Roles = new()
    {
        [Role.Administrator] = (Actors.Admin, FieldRoles.All), [Role.SalesRepresentative] = (Actors.Rep, FieldRoles.SalesRepresentative), [Role.PrivacyOfficer] = (Actors.Officer, FieldRoles.PrivacyOfficer), [Role.Analyst] = (Actors.Analyst, FieldRoles.Analyst),
    };

    private static readonly Dictionary<string, (Permission Needs, Func<Place, Task<string>> Ask)> Doors = new(StringComparer.Ordinal)
    {
        ["page"] = (Permission.ReadContacts, p => p.ShownAsync<ContactPage>(p.Ann.Value)),
        ["form"] = (Permission.EditContacts, p => p.ShownAsync<ContactEditPage>(p.Ann.Value)),
        ["case"] = (Permission.ReadRequests, p => p.ShownAsync<RequestPage>(p.Case.Value)),
        ["export"] = (Permission.ExportPeople | Permission.ReadContacts, async p => await p.Portal.TakeAsync(ExportScene.Contacts, actor: p.Actor)),
        ["trail"] = (Permission.ReadAudit, async p => JsonSerializer.Serialize((await p.Portal.Get<FindAuditEntries>().RunAsync(new(), null, p.Actor, default)).Value.Rows)),
        ["export of the trail"] = (Permission.ExportPeople | Permission.ReadAudit, async p => await p.Portal.TakeAsync(ExportScene.Audit, actor: p.Actor)),
    };

    public static MatrixTheoryData<Role, string> Every => new(Roles.Keys, Doors.Keys);

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_value_comes_out_to_its_readers_alone(Role role, string door)
    {
        await using var portal = await TestPortal.StartAsync();
        var (actor, own) = Roles[role];
        await using var place = await Place.OfAsync(portal, role, actor);

        var said = actor.Lacks(Doors[door].Needs) is null || door is "page" or "form" or "case" ? await Doors[door].Ask(place) : "";

        var hers = Values.Where(v => own == FieldRoles.All || own == v.Key).Select(v => v.Value).ToList();
        Assert.DoesNotContain(Values.Values.Except(hers), v => said.Contains(v, StringComparison.Ordinal));
        if (actor.Lacks(Doors[door].Needs) is null)
        {
            Assert.All(hers, v => Assert.Contains(v, said, StringComparison.Ordinal));
        }
    }

    private sealed class Place(TestPortal portal, Screen screen, Actor actor) : IAsyncDisposable
    {
        public TestPortal Portal => portal;

        public Actor Actor => actor;

        public Id<Contact> Ann { get; private set; }

        public Id<PrivacyRequest> Case { get; private set; }

        public static async Task<Place> OfAsync(TestPortal portal, Role role, Actor actor)
        {
            foreach (var (readers, value) in Values)
            {
                await FieldScene.FieldAsync(portal.Get<AddContactField>, value, with: f => f with { Label = $"Field of {readers}", Readers = readers, Writers = readers });
            }

            var codes = (await portal.Get<FindContactFields>().RunAsync(Actors.Admin, default)).Value.ToDictionary(f => f.Facts.Readers, f => f.Code);
            Place place = new(portal, await Screen.OfAsync(portal, role), actor) { Ann = await portal.World.PersonAsync("Ann Archer", "ann@example.com") };
            Assert.True((await portal.SetAsync(place.Ann, Actors.Admin, [.. Values.Select(v => (codes[v.Key], (string?)v.Value))])).Ok);
            place.Case = (await portal.Get<OpenRequest>().RunAsync(new("default", RequestKind.Get, RequestIntake.Phone, new() { Email = "ann@example.com", LastName = "Archer" }), Actors.Officer, default)).Value.Id;
            return place;
        }

        public async Task<string> ShownAsync<T>(long id)
            where T : IComponent
        {
            var page = screen.Render<T>(p => p.TryAdd("Id", id));
            await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("[aria-busy=true]")));
            return page.Markup;
        }

        public ValueTask DisposeAsync() => screen.DisposeAsync();
    }
}
