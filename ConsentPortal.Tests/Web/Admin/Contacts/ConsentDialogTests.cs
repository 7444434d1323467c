using System.Globalization;
using Bunit;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Admin.Contacts;

namespace ConsentPortal.Tests.Web.Admin.Contacts;

public sealed class ConsentDialogTests
{
    [Fact]
    public async Task A_missing_reason_and_justification_are_said_beside_their_fields_and_nothing_typed_is_lost()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative);
        var dialog = await OpenAsync(screen, portal, "ann@example.com");

        dialog.Find("#f-actAt").Change("2026-01-14T10:00");
        dialog.Find("form").Submit();

        dialog.WaitForAssertion(() => Assert.Contains("Say what happened", dialog.Find("#f-justification-error").TextContent, StringComparison.Ordinal));
        Assert.Contains("Choose a reason", dialog.Find("#f-reason-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(("true", "2026-01-14T10:00"), (dialog.Find("#f-justification").GetAttribute("aria-invalid"), dialog.Find("#f-actAt").GetAttribute("value")));
        Assert.Empty(await portal.World.EventsAsync());
    }

    [Fact]
    public async Task A_whole_form_writes_the_opt_out_once_even_when_it_is_sent_twice()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative);
        var dialog = await OpenAsync(screen, portal, "ann@example.com");

        dialog.Find("#f-reason").Change("too_frequent");
        dialog.Find("#f-justification").Change("Wrote to us.");
        dialog.Find("form").Submit();
        dialog.Find("form").Submit();

        for (var wait = 0; wait < 100 && (await portal.World.EventsAsync()).Count == 0; wait++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(ReasonCode.PurposeOptedOut, await portal.World.ReasonAsync("ann@example.com"));
        Assert.Equal(("too_frequent", ActorKind.Staff, screen.MemberId.ToString(CultureInfo.InvariantCulture)), Assert.Single((await portal.World.EventsAsync()).Select(e => (e.Reason, e.ActorKind, e.ActorId))));
    }

    [Fact]
    public async Task Over_a_stored_opt_out_it_says_that_only_a_later_act_of_the_person_counts()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative);
        var dialog = await OpenAsync(screen, portal, "ann@example.com", world => world.SaysAsync("ann@example.com", ConsentStatus.OptedOut));

        Assert.Contains("This counts only if the person agreed after that", Outcome(dialog), StringComparison.Ordinal);
        dialog.FindAll("input[name=act]")[2].Change(true);
        Assert.Contains("Our own decision cannot undo that", Outcome(dialog), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_address_says_whom_the_change_touches()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var screen = await Screen.OfAsync(portal, Role.SalesRepresentative);
        var dialog = await OpenAsync(screen, portal, "home@example.com", world => world.PersonAsync("Bob Brother", "home@example.com"));

        Assert.Contains("this holds for Bob Brother too", Outcome(dialog), StringComparison.Ordinal);
    }

    private static string Outcome(IRenderedComponent<ConsentDialog> dialog) => dialog.Find("#outcome").TextContent;

    private static async Task<IRenderedComponent<ConsentDialog>> OpenAsync(Screen screen, TestPortal portal, string address, Func<World, Task>? before = null)
    {
        var ann = await portal.World.PersonAsync("Ann Example", address);
        await (before?.Invoke(portal.World) ?? Task.CompletedTask);
        var matrix = (await portal.Get<ReadConsentMatrix>().RunAsync(new(ann), Actors.Admin, CancellationToken.None)).Value;
        return screen.Render<ConsentDialog>(p => p.Add(d => d.ContactId, ann).Add(d => d.PersonName, "Ann Example")
            .Add(d => d.Matrix, matrix).Add(d => d.Row, matrix.Rows[0]).Add(d => d.Point, matrix.Points[0]));
    }
}
