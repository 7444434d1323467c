using System.Globalization;
using System.Text.Json;

namespace ConsentPortal.Core.Preferences;

/// <summary>What a genuine receipt says, read from the receipt itself.</summary>
/// <param name="Number">The receipt's number.</param>
/// <param name="Controller">Who issued it.</param>
/// <param name="Masked">The masked address; null once it was erased.</param>
public sealed record ReceiptFacts(string Number, string Controller, DateTimeOffset? SavedAt, string? Masked, IReadOnlyList<ReceiptFacts.Line> Lines)
{
    /// <param name="State">A term of the vocabulary without its namespace: <c>ConsentGiven</c>.</param>
    /// <param name="Version">The version of the words; empty where there were none.</param>
    public sealed record Line(string Purpose, string State, string? Words, string Version);

    internal static ReceiptFacts Of(JsonElement receipt)
    {
        List<Line> lines = [];
        var controller = "";
        foreach (var purpose in Items(receipt, "purposes"))
        {
            var happened = Items(purpose, "events").FirstOrDefault();
            var state = happened.ValueKind == JsonValueKind.Object ? Text(happened, "event_state") ?? "" : "";
            lines.Add(new(Text(purpose, "purpose") ?? "–", state.StartsWith(DpvTerms.Namespace, StringComparison.Ordinal) ? state[DpvTerms.Namespace.Length..] : state,
                Text(purpose, "notice_shown"), Text(purpose, "notice_version") ?? ""));
            var party = Items(purpose, "pii_controllers").FirstOrDefault();
            controller = controller.Length > 0 || party.ValueKind != JsonValueKind.Object ? controller : Text(party, "party_name") ?? "";
        }

        var saved = DateTimeOffset.TryParse(Text(receipt, "saved_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : (DateTimeOffset?)null;
        return new(Text(receipt, "receipt_id") ?? "", controller, saved, Text(receipt, "pii_principal_masked"), lines);
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string name)
        => element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
