using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Admin.Exports;

/// <summary>What the form of a new export holds: a list and a few of its filters. Days are days of UTC, as the times in the rows are.</summary>
internal sealed class ExportChoice
{
    public static readonly IReadOnlyList<ConsentStatus> Statuses = [ConsentStatus.OptedIn, ConsentStatus.OptedOut, ConsentStatus.Pending];

    public ExportWhat What { get; set; }

    public string Text { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Happened { get; set; } = "";

    public string Purpose { get; set; } = "0";

    public string Status { get; set; } = "";

    public string Channel { get; set; } = "";

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public ExportAsk Ask => new(What)
    {
        Consents = What is not (ExportWhat.Consents or ExportWhat.Events) ? new() : new()
        {
            PurposeId = new(long.TryParse(Purpose, NumberStyles.None, CultureInfo.InvariantCulture, out var purpose) ? purpose : 0), Status = Word.TryParse<ConsentStatus>(Status, out var status) ? status : null,
            Channel = Word.TryParse<Channel>(Channel, out var channel) ? channel : null, From = Midnight(From), Until = Midnight(To)?.AddDays(1),
        },
        Contacts = What != ExportWhat.Contacts ? new() : new(Core.Kernel.Text.CleanOrNull(Text), Word.TryParse<ContactKind>(Kind, out var kind) ? kind : null),
        Audit = What != ExportWhat.Audit ? new() : new(Happened.Length > 0 ? Happened : null, From: Midnight(From), Until: Midnight(To)?.AddDays(1)),
    };

    private static DateTimeOffset? Midnight(DateOnly? day) => day is { Year: > 1 and < 9999 } known ? new(known, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
