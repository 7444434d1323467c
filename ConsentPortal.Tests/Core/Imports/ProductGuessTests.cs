using System.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Imports;

/// <summary>Exports of other products, made up after their documented columns.</summary>
public sealed class ProductGuessTests
{
    private const string Mailchimp = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,";

    // product, what, file name, header and rows, then what becomes of them
    public static readonly TheoryData<string, string, string, string[]> Samples = new()
    {
        { "Mailchimp subscribed", "subscribed_members_export.csv", Mailchimp + "LATITUDE,LAST_CHANGED,LEID,EUID,NOTES,TAGS\nann@example.com,Ann,2,2024-05-02 10:00:00,1.2.3.4,2024-05-02 10:00:00,1.2.3.4,,2024-06-01 00:00:00,17,ab12,,\"\"\"VIP\"\"\"", ["ann@example.com optedIn 2024-05-02T10:00"] },
        { "Mailchimp unsubscribed", "unsubscribed_members_export.csv", Mailchimp + "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID,EUID,NOTES\nann@example.com,Ann,2,,,2024-05-02 10:00:00,,2025-01-03 09:30:00,Spring,NORMAL,17,ab12,", ["ann@example.com optedOut 2025-01-03T09:30"] },
        { "Mailchimp cleaned", "cleaned.csv", "E-Mail-Adresse;Vorname;MEMBER_RATING;OPTIN_TIME;CLEAN_TIME;CLEAN_CAMPAIGN_TITLE;LEID;EUID\nann@example.com;Ann;1;;2025-02-01 08:00:00;;17;ab12", ["ann@example.com optedOut 2025-02-01T08:00"] },
        { "HubSpot contacts", "hubspot.csv", "Record ID,First Name,Email,Unsubscribed from all email,Opted out of email: Newsletter,Legal basis for processing contact's data\n1,Ann,ann@example.com,true,true,\n2,Bob,bob@example.com,false,true,Legitimate interest\n3,Cleo,cleo@example.com,,,", ["ann@example.com optedOut "] },
        { "HubSpot contacts", "kontakte.csv", "Datensatz-ID;Vorname;E-Mail;Von allen E-Mails abgemeldet\n1;Ann;ann@example.com;Ja\n2;Bob;bob@example.com;Nein", ["ann@example.com optedOut "] },
        { "HubSpot contacts", "contacts.csv", "ID de registro;Correo;Opted out of email: Marketing Information;Email\n1;;TRUE;ann@example.com", ["ann@example.com optedOut "] },
        { "HubSpot optOuts", "unsubscribes.csv", "Email,Portal Bounce,Portal Unsubscribe,Portal Spam Report,Global Bounce,Marketing Information\nann@example.com,FALSE,TRUE,FALSE,FALSE,TRUE\nbob@example.com,TRUE,FALSE,FALSE,FALSE,FALSE", ["ann@example.com optedOut "] },
        { "SendGrid suppressions", "suppression_unsubscribes.csv", "email,created\nann@example.com,1443651154\n", ["ann@example.com optedOut 2015-09-30T22:12"] },
        { "Klaviyo profiles", "klaviyo.csv", "Email,Klaviyo ID,First Name,Phone Number,Email Marketing Consent,Email Marketing Consent Timestamp,SMS Marketing Consent\nann@example.com,01H,Ann,,SUBSCRIBED,2025-03-01 12:00:00,\nbob@example.com,01J,Bob,,UNSUBSCRIBED,2025-03-02 12:00:00,\ncleo@example.com,01K,Cleo,,NEVER_SUBSCRIBED,,", ["ann@example.com optedIn 2025-03-01T12:00", "bob@example.com optedOut 2025-03-02T12:00"] },
        { "Dynamics 365 consents", "cpc.csv", "(Do Not Modify) Contact Point Consent,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Contact point,Channel,Purpose,Topic,Consent status\n1,x,2025-04-01T00:00:00Z,ann@example.com,Email,Commercial,Newsletter,Opted in\n2,x,2025-04-02T00:00:00Z,bob@example.com,Email,Commercial,,Opted out\n3,x,,cleo@example.com,Email,Commercial,,Not set", ["ann@example.com optedIn 2025-04-01T00:00", "bob@example.com optedOut 2025-04-02T00:00"] },
        { "Dynamics 365 consents", "cpc.csv", "Kontaktpunkt;Kanal;Zweck;Einwilligungsstatus\nann@example.com;E-Mail;commercial;Abgemeldet\nbob@example.com;E-Mail;commercial;Nicht festgelegt", ["ann@example.com optedOut "] },
        { "Dynamics 365 flags", "contacts.csv", "Full Name,Email,Do not allow Bulk Emails,Do not allow Emails\nAnn A,ann@example.com,Do Not Allow,Allow\nBob B,bob@example.com,Allow,Allow", ["ann@example.com optedOut "] },
        { "Dynamics 365 flags", "contacts.csv", "emailaddress1,donotbulkemail,contactid\nann@example.com,true,1\nbob@example.com,false,2", ["ann@example.com optedOut "] },
        { "Dynamics 365 flags", "contacts.csv", "Correo electrónico;No permitir correo electrónico en masa\nann@example.com;No permitir\nbob@example.com;Permitir", ["ann@example.com optedOut "] },
        { "Dynamics 365 flags", "contacts.csv", "Courrier électronique;Ne pas autoriser les e-mails en nombre\nann@example.com;Ne pas autoriser\nbob@example.com;Autoriser", ["ann@example.com optedOut "] },
    };

    [Fact]
    public async Task An_export_of_another_product_is_known_and_loaded_as_it_is_meant_in_each_language_and_encoding()
    {
        foreach (var (encoding, sample) in Samples.Index())
        {
            await using var portal = await TestPortal.StartAsync();
            var (product, name, text, expected) = sample.Data;
            var coder = (encoding % 3) switch { 0 => new UTF8Encoding(true), 1 => Encoding.Unicode, _ => new UTF8Encoding(false) };
            using MemoryStream content = new([.. coder.GetPreamble(), .. coder.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal))]);
            var id = await portal.UploadAsync(content, name);
            var draft = await portal.ReadAsync(id);
            Assert.Equal(product, $"{draft.Product?.Product} {draft.Product?.Holds}");

            await portal.StartAsync(id);
            Assert.Equal(ImportState.Finished, await portal.RunAsync(id));

            var said = (await portal.World.EventsAsync()).Select(e => (e.PointId, Text: $"{ConsentPortal.Core.Kernel.Word.Of(e.NewStatus)} {(e.OccurredAt == e.RecordedAt ? "" : $"{e.OccurredAt:yyyy-MM-ddTHH:mm}")}"));
            await using var db = portal.NewDb();
            var points = db.Set<ConsentPortal.Core.Contacts.ContactPoint>().ToDictionary(p => p.Id, p => p.Canonical);
            Assert.Equal(expected, said.Select(e => $"{points[e.PointId]} {e.Text}").Order(StringComparer.Ordinal));
            Assert.Empty((await portal.ReadAsync(id)).Counts.Rejected);
        }
    }

    [Fact]
    public void A_file_is_never_taken_for_all_yes_by_its_columns_alone()
    {
        var headers = (Mailchimp + "LEID,EUID,NOTES,TAGS").Split(',');
        CsvShape shape = new(',', "utf-8", headers);

        Assert.Equal((true, null), (ProductGuess.Of(headers, "export.csv")!.AsksForStatus, ProductGuess.OptionsFor(shape, [], "export.csv").FileStatus));
        Assert.Equal(("nonsubscribed", null), (ProductGuess.Of(headers, "nonsubscribed_members.csv")!.Holds, ProductGuess.OptionsFor(shape, [], "nonsubscribed_members.csv").FileStatus));
        Assert.Equal((false, StatusMeaning.OptedIn), (ProductGuess.Of(headers, "Subscribed_members.csv")!.AsksForStatus, ProductGuess.OptionsFor(shape, [], "Subscribed_members.csv").FileStatus));
        foreach (var name in new[] { "my_subscribed_members.csv", "un-subscribed_members.csv", "un_subscribed_members.csv", "Non-Subscribed_members.csv", "non subscribed_members.csv", "not_subscribed_members.csv", "subscribed.csv", "2025 subscribed_members.csv" })
        {
            Assert.True(ProductGuess.OptionsFor(shape, [], name).FileStatus is null, name);
        }

        Assert.All(["Non-Subscribed_x.csv", "non subscribed_x.csv", "NOT_subscribed.csv"], name => Assert.Equal("nonsubscribed", ProductGuess.Of(headers, name)!.Holds));
        Assert.Null(ProductGuess.Of(["Email", "Status"], "x.csv"));
        Assert.Null(ProductGuess.Of(["email", "created", "name"], "x.csv"));
        Assert.Equal(["Opted out of email: A", "Opted out of email: B"], ProductGuess.Of(["Record ID", "Email", "Unsubscribed from all email", "Opted out of email: A", "Opted out of email: B"], "x.csv")!.Others);
        Assert.All(ProductSignature.All, s => Assert.NotEqual("", s.Source));
    }

    [Theory]
    [InlineData("1443651154", DateForm.Unix, null, "2015-09-30T22:12:34Z")]
    [InlineData("1443651154000", DateForm.Unix, null, "2015-09-30T22:12:34Z")]
    [InlineData("31/12/2025 18:30", DateForm.DayFirst, "Europe/Berlin", "2025-12-31T17:30:00Z")]
    [InlineData("12/31/2025 6:30 PM", DateForm.MonthFirst, null, "2025-12-31T18:30:00Z")]
    [InlineData("2025-07-01 12:00:00", DateForm.Iso, "Europe/Berlin", "2025-07-01T10:00:00Z")]
    [InlineData("2025-07-01T12:00:00Z", DateForm.DayFirst, "Europe/Berlin", "2025-07-01T12:00:00Z")]
    [InlineData("03/04/2025", DateForm.Iso, null, null)]
    [InlineData("31/12/2025", DateForm.MonthFirst, null, null)]
    [InlineData("999999999999", DateForm.Unix, null, null)]
    [InlineData("9999-12-31 23:59", DateForm.Iso, "America/New_York", null)]
    [InlineData("31/12/9999 23:59", DateForm.DayFirst, "America/New_York", null)]
    [InlineData("9999-12-31 23:59", DateForm.Iso, "Europe/Berlin", "9999-12-31T22:59:00Z")]
    public void Dates_are_read_in_the_one_form_and_zone_that_was_said(string text, DateForm form, string? zone, string? expected)
    {
        var read = new DateReader(form, zone).TryParse(text, out var instant);
        Assert.Equal(expected, read ? $"{instant:yyyy-MM-ddTHH:mm:ssZ}" : null);
    }
}
