using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>The file with which the story begins: what the old CRM knew about the first people.</summary>
internal sealed class DemoImport(DemoRulebook rules, Random dice, DateTimeOffset at, TeamMember analyst)
{
    public const string FileName = "crm-contacts.csv";
    private readonly List<(DemoPerson Person, ConsentStatus Status)> rows = [];

    public DateTimeOffset At => at;

    public int Count => rows.Count;

    public void Add(DemoPerson person)
    {
        if (dice.Next(100) is < 85 and var n)
        {
            rows.Add((person, n < 68 ? ConsentStatus.OptedIn : ConsentStatus.OptedOut));
        }
    }

    public ImportJob Job(Id<ImportJob> id) => new()
    {
        Id = id, FileName = FileName, StoredName = "", FileHash = new byte[32], FileSize = rows.Count * 74L, State = ImportState.Finished, Pass = 2, RowsDone = rows.Count, RowsTotal = rows.Count,
        Shape = ImportOptions.ToJson(new CsvShape(';', "utf-8", ["Email", "Consent", "Date"])),
        Options = new ImportOptions { Source = "old CRM", Columns = [ImportField.Email, ImportField.Status, ImportField.OccurredAt] }.ToJson(),
        Counts = new ImportCounts { OptedIn = rows.Count(r => r.Status == ConsentStatus.OptedIn), OptedOut = rows.Count(r => r.Status == ConsentStatus.OptedOut) }.ToJson(), CreatedBy = analyst.Id, CreatedByName = analyst.DisplayName,
        Profile = "default", FirstSequence = 0, CreatedAt = at.AddMinutes(-6), StartedAt = at.AddMinutes(-1), EndedAt = at,
    };

    /// <summary>Opt-outs first, as every import writes them.</summary>
    public List<ConsentProposal> Proposals(Id<ImportJob> job, SideRef origin)
        => [.. rows.OrderByDescending(r => r.Status).Select(r => new ConsentProposal
        {
            Point = r.Person.Email, Profile = rules.Default, Purpose = rules.Commercial, ContactId = r.Person.Contact.Id, Status = r.Status, OccurredAt = r.Person.Since, Action = ConsentAction.Import,
            ActorKind = ActorKind.Import, ActorId = job.ToString(), Source = "old CRM", ImportBatch = job.Value, SharedOrigin = origin,
        })];
}
