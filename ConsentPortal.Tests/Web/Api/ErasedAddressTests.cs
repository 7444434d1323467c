using System.Net;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>A program that brings an erased address back is told so, whichever way it writes.</summary>
public sealed class ErasedAddressTests
{
    [Theory, OnEveryDatabase]
    public async Task A_program_that_brings_back_an_erased_address_is_told_so_and_a_program_that_writes_another_is_not(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using var crm = await portal.ProgramAsync("consent:write", "contacts:write", "imports:write", "consent:check");
        await ErasedAddress.MakeAsync(portal.Services, "gone@example.com");

        var person = await crm.PutAsync("contacts/crm-1", new { lastName = "Lee", points = new[] { new { channel = "email", address = "new@example.com" }, new { channel = "email", address = "Gone@Example.com" } } });
        var warning = Assert.Single(person.Json.GetProperty("warnings").EnumerateArray());
        Assert.Equal(("points[1]", "erased_on_request"), (warning.GetProperty("field").GetString(), warning.GetProperty("code").GetString()));
        Assert.DoesNotContain("@", person.Text, StringComparison.Ordinal);
        Assert.False((await crm.PutAsync("contacts/crm-1", new { points = new[] { new { channel = "email", address = "new@example.com" } } })).Json.TryGetProperty("warnings", out _));

        var said = await crm.PostAsync("consent/events", new { items = new[] { Item("gone@example.com", "optedIn"), Item("new@example.com", "optedIn"), Item("GONE@example.com", "optedOut") } });
        Assert.Equal(["erased_on_request", null, "erased_on_request"], said.Json.GetProperty("items").EnumerateArray().Select(i => i.TryGetProperty("warning", out var code) ? code.GetString() : null));
        Assert.Equal("suppressed", await crm.ReasonAsync("gone@example.com"));

        var loaded = await crm.SendAsync("imports?fileName=crm.csv&source=crm", "email,status\r\ngone@example.com,yes\r\nother@example.com,yes\r\n", "text/csv");
        Assert.True(loaded.Status == HttpStatusCode.OK, loaded.Text);
        Assert.Equal(1, loaded.Json.GetProperty("counts").GetProperty("erased").GetInt32());
    }

    private static object Item(string address, string status) => new { channel = "email", address, profile = "default", purpose = "commercial", status };
}
