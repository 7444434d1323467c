using System.Net;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Public;

/// <summary>What a reader takes home from a save.</summary>
public sealed class ReceiptTests
{
    [Theory, OnEveryDatabase]
    public async Task A_save_gives_a_receipt_to_read_and_as_data_that_names_no_address(DatabaseProvider provider)
    {
        await using var portal = await WebPortal.StartAsync(provider);
        using Reader reader = new(portal);
        using var client = portal.NewClient();
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann.secret@example.com")}");
        reader.Tick("email-1-1", on: false);
        reader.Tick("email-3-0");
        await reader.SaveAsync();
        var path = reader.Href("to read or print");

        var json = await client.GetStringAsync(new Uri(path + ".json", UriKind.Relative));
        await reader.OpenAsync(path);

        Assert.Equal("Receipt", reader.Title);
        Assert.Contains("not answered → refused", reader.Words, StringComparison.Ordinal);
        Assert.Contains("not answered → waiting for your confirmation", reader.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reader.Words + json + path, StringComparison.Ordinal);
        var receipt = JsonDocument.Parse(json).RootElement;
        Assert.Equal("ISO/IEC TS 27560:2023", receipt.GetProperty("schema_version").GetString());
        var purposes = receipt.GetProperty("purposes").EnumerateArray().ToList();
        Assert.Equal(["https://w3id.org/dpv#ConsentRefused", "https://w3id.org/dpv#ConsentRequested"], purposes.Select(p => p.GetProperty("events")[0].GetProperty("event_state").GetString()));
        Assert.Equal("newsletter", purposes[0].GetProperty("topic_code").GetString());
        Assert.Equal(["https://w3id.org/dpv#DirectMarketing", "https://w3id.org/dpv#CommunicationManagement"], purposes[0].GetProperty("purpose_type").EnumerateArray().Select(p => p.GetString()));
        Assert.Contains("Newsletter", purposes[0].GetProperty("notice_shown").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", purposes[0].GetProperty("pii_controllers")[0].GetProperty("party_name").GetString());
    }

    [Fact]
    public async Task A_receipt_says_when_the_save_was_taken_back_and_survives_the_erasure_of_the_address()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        var token = await portal.TokenAsync("ann@example.com");
        await reader.OpenAsync($"/u/{token}");
        await reader.PressAsync("Stop it for all brands");
        var path = reader.Href("to read or print");
        await reader.PressAsync("Undo");
        await portal.EraseAsync(token);

        await reader.OpenAsync(path);

        Assert.Equal(HttpStatusCode.OK, reader.Status);
        Assert.Contains("This was taken back on", reader.Words, StringComparison.Ordinal);
        Assert.Contains("no longer stored", reader.Words, StringComparison.Ordinal);
        Assert.Contains("All our brands", reader.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmed_opt_in_offers_its_receipt()
    {
        await using var portal = await WebPortal.StartAsync();
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        reader.Tick("email-3-0");
        await reader.SaveAsync();
        await reader.OpenAsync(Recipients.LinkIn((await portal.MailsAsync(ConsentPortal.Core.Consent.ConfirmationMail.Kind))[0].Text));
        await reader.PressAsync("Yes, I confirm");

        await reader.OpenAsync(reader.Href("to read or print"));

        Assert.Contains("waiting for your confirmation → agreed", reader.Words, StringComparison.Ordinal);
        Assert.Contains("confirmed from your mailbox", reader.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shapes_of_a_receipt_are_approved_files()
    {
        await using var portal = await WebPortal.StartAsync();
        using var client = portal.NewClient();
        var (_, json, html) = await VerifyPageTests.SaveAsync(portal, client);

        Approved.Shape("receipt", JsonDocument.Parse(Masked(json)).RootElement);
        Approved.Page("receipt", html);
    }

    [Fact]
    public async Task A_receipt_says_who_answers_what_is_done_with_the_data_and_which_policy_held_then()
    {
        await using var portal = await WebPortal.StartAsync();
        await PolicyAsync(portal, "7");
        var purpose = (await portal.Get<Rulebooks>().FreshAsync(default)).Purpose("commercial")!;
        await portal.Get<EditPurpose>().RunAsync(new(purpose.Id, purpose.Version, purpose.Name, purpose.Description, OptOutScope.Address)
        {
            Facts = new(LawfulBasis.LegitimateInterest, "address\nwhat was bought", "Mailer Inc.", "two years", "US: standard clauses"),
        }, Actors.Admin, default);
        using Reader reader = new(portal);
        await reader.OpenAsync($"/u/{await portal.TokenAsync("ann@example.com")}");
        Assert.Contains("privacy@example.com", reader.Words, StringComparison.Ordinal);
        reader.Tick("email-1-1", on: false);
        await reader.SaveAsync();
        var path = reader.Href("to read or print");
        await PolicyAsync(portal, "8");

        using var client = portal.NewClient();
        var receipt = JsonDocument.Parse(await client.GetStringAsync(new Uri(path + ".json", UriKind.Relative))).RootElement.GetProperty("purposes")[0];
        await reader.OpenAsync(path);

        Assert.Equal(("https://example.com/privacy/7", "7", "https://w3id.org/dpv#LegitimateInterest"), (Text("privacy_notice"), Text("privacy_notice_version"), Text("lawful_basis")));
        Assert.Equal(("two years", "Mailer Inc.", "US: standard clauses"), (Text("retention_period"), receipt.GetProperty("recipient_third_parties")[0].GetString(), receipt.GetProperty("third_country_transfers")[0].GetString()));
        Assert.Equal(["address", "what was bought"], receipt.GetProperty("pii_information").EnumerateArray().Select(d => d.GetProperty("pii_type").GetString()));
        var controller = receipt.GetProperty("pii_controllers")[0];
        Assert.Equal(("Holding SE", "dpo@example.com"), (controller.GetProperty("party_name").GetString(), controller.GetProperty("data_protection_officer").GetString()));
        Assert.All(["Holding SE", "dpo@example.com", "Version 7", "Mailer Inc.", "what was bought"], word => Assert.Contains(word, reader.Words, StringComparison.Ordinal));

        string? Text(string member) => receipt.GetProperty(member).GetString();
    }

    private static async Task PolicyAsync(WebPortal portal, string version)
    {
        var p = (await portal.Get<Rulebooks>().FreshAsync(default)).Profile("default")!;
        var saved = await portal.Get<EditProfile>().RunAsync(new(p.Id, p.Version, p.Name, "Example Ltd", p.PostalAddress, "", "en", [], DoubleOptIn: false)
        {
            Controller = new("Holding SE", "privacy@example.com", "dpo@example.com", "", $"https://example.com/privacy/{version}", version),
        }, Actors.Admin, default);
        Assert.True(saved.Ok);
    }

    // what differs from day to day and key to key
    private static string Masked(string json)
    {
        var receipt = System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject();
        var signature = receipt["signature"]!.AsObject();
        (signature["kid"], signature["value"], signature["keys"]) = ("«key»", "«signature»", new Uri(signature["keys"]!.GetValue<string>()).AbsolutePath);
        return receipt.ToJsonString();
    }

    [Fact]
    public async Task No_character_of_a_receipts_link_can_be_changed()
    {
        await using var portal = await WebPortal.StartAsync();
        var links = portal.Get<ConsentPortal.Core.Preferences.ReceiptLinks>();
        var token = links.Write(new(123456789));

        Assert.True(links.TryRead(token, out var save) && save.Value == 123456789);
        for (var i = 0; i < token.Length; i++)
        {
            Assert.False(links.TryRead(token[..i] + (token[i] == 'A' ? 'z' : 'A') + token[(i + 1)..], out _), $"character {i}");
        }

        Assert.False(links.TryRead(await portal.TokenAsync("ann@example.com"), out _));
    }
}
