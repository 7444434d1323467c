using ConsentPortal.Core.Imports;

namespace ConsentPortal.Web.Admin.Imports;

/// <summary>The analyst's choices while they are being made.</summary>
public sealed class ImportDraft
{
    public ImportField[] Columns { get; private init; } = [];

    public string Profile { get; set; } = "default";

    /// <summary>Empty = what the profile offers by itself.</summary>
    public string Purpose { get; set; } = "";

    public string Source { get; set; } = "";

    /// <summary>What every row says where no column does; empty = nothing yet.</summary>
    public string FileStatus { get; set; } = "";

    public DateForm Dates { get; set; }

    public string Zone { get; set; } = "";

    public bool Confirmed { get; set; }

    public string ConfirmedBy { get; set; } = "";

    public bool AcceptNewerOptIns { get; set; }

    public bool CreateTopics { get; set; }

    /// <summary>Words by what they mean, lower-case.</summary>
    public SortedDictionary<string, StatusMeaning> Statuses { get; private init; } = new(StringComparer.Ordinal);

    public ImportOptions Options => new()
    {
        Columns = Columns, Profile = Profile, Purpose = Clean(Purpose), Source = Clean(Source), ConfirmedBy = Confirmed ? ConfirmedBy.Trim() : null,
        AcceptNewerOptIns = AcceptNewerOptIns, CreateTopics = CreateTopics, Statuses = new(Statuses, StringComparer.Ordinal),
        FileStatus = !Has(ImportField.Status) && Enum.TryParse<StatusMeaning>(FileStatus, out var all) ? all : null, Dates = Dates, Zone = Clean(Zone),
    };

    public static ImportDraft Of(ImportOptions options) => new()
    {
        Columns = [.. options.Columns], Profile = options.Profile, Purpose = options.Purpose ?? "", Source = options.Source ?? "", Confirmed = options.ConfirmedBy is not null,
        ConfirmedBy = options.ConfirmedBy ?? "", AcceptNewerOptIns = options.AcceptNewerOptIns, CreateTopics = options.CreateTopics, Statuses = new(options.Statuses, StringComparer.Ordinal),
        FileStatus = options.FileStatus?.ToString() ?? "", Dates = options.Dates, Zone = options.Zone ?? "",
    };

    public bool Has(ImportField field) => Columns.Contains(field);

    /// <summary>Gives a field to a column; the column that had it is left out, because a field can have one only.</summary>
    public void Map(int column, ImportField field)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i] = Columns[i] == field && field != ImportField.Ignore ? ImportField.Ignore : Columns[i];
        }

        Columns[column] = field;
    }

    private static string? Clean(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
