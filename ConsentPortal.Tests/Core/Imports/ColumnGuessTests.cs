using ConsentPortal.Core.Imports;
using static ConsentPortal.Core.Imports.ImportField;

namespace ConsentPortal.Tests.Core.Imports;

public sealed class ColumnGuessTests
{
    [Theory]
    [InlineData("Consent ID|Email|Consent option|Consent value", "1|holly@contoso.com|Newsletter|False", new[] { Key, Email, Topic, Status })]
    [InlineData("E-Mail|Purpose|Topic|Consent value|Consent date|Source", "a@b.cd|commercial||yes|2025-01-01|crm", new[] { Email, Purpose, Topic, Status, OccurredAt, Source })]
    [InlineData("E-Mail-Adresse|Zweck|Thema|Einwilligung|Datum|Quelle|Kundennummer", "a@b.cd|commercial||ja|2025-01-01|Messe|17", new[] { Email, Purpose, Topic, Status, OccurredAt, Source, Contact })]
    [InlineData("Mobilnummer|Kanal|Status|Gültig bis", "+491701234567|sms|opt-in|2027-01-01", new[] { Phone, Channel, Status, ValidUntil })]
    [InlineData("First name|Who|Opted in?", "Ann|ann@example.com|yes", new[] { Ignore, Email, Status })]
    [InlineData("Address|Opted out", "ann@example.com|true", new[] { Address, Ignore })]
    [InlineData("Email|Do not email", "ann@example.com|true", new[] { Email, Ignore })]
    [InlineData("Street address|Email|Subscribed", "Main Street 1|ann@example.com|1", new[] { Ignore, Email, Status })]
    public void Columns_are_known_by_their_names_and_values_and_a_reversed_one_is_left_to_a_person(string headers, string row, ImportField[] expected)
        => Assert.Equal(expected, ColumnGuess.Of(headers.Split('|'), [row.Split('|')]));
}
