using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Turns a record into a proposal, or says why not, in the order that the contract lays down: malformed, address, blank status,
/// status, purpose, topic, date. Used by one thread.</summary>
internal sealed class RowReader
{
    private readonly ImportPlan plan;
    private readonly AddressHasher hasher;
    private readonly ImportBatchFacts batch;
    private readonly int address, email, phone, channel, purpose, topic, status, occurredAt, validUntil, source, key, wording, confirmedAt, contact;
    private readonly DateReader dates;
    private readonly string defaultSource;

    public RowReader(ImportPlan plan, AddressHasher hasher, ImportBatchFacts batch)
    {
        (this.plan, this.hasher, this.batch) = (plan, hasher, batch);
        var options = plan.Options;
        (address, email, phone) = (options.ColumnOf(ImportField.Address), options.ColumnOf(ImportField.Email), options.ColumnOf(ImportField.Phone));
        (channel, purpose, topic) = (options.ColumnOf(ImportField.Channel), options.ColumnOf(ImportField.Purpose), options.ColumnOf(ImportField.Topic));
        (status, occurredAt, validUntil) = (options.ColumnOf(ImportField.Status), options.ColumnOf(ImportField.OccurredAt), options.ColumnOf(ImportField.ValidUntil));
        (source, key, wording) = (options.ColumnOf(ImportField.Source), options.ColumnOf(ImportField.Key), options.ColumnOf(ImportField.Wording));
        (confirmedAt, contact) = (options.ColumnOf(ImportField.ConfirmedAt), options.ColumnOf(ImportField.Contact));
        dates = new(options.Dates, options.Zone);
        defaultSource = Text.Cut(Text.Clean(options.Source), ConsentEvent.SourceMaxLength);
    }

    private const string WholeFile = "*"; // no column says it, the options do

    /// <summary>Told of every word that rejected a row, with the purpose whose topic it is not.</summary>
    public Action<string, string, Purpose?>? OnUnknown { get; init; }

    /// <summary>Keeps the cells of every row, for showing; else of refused ones only.</summary>
    public bool KeepCells { get; init; }

    /// <summary>The opt-outs of the same file, where newer opt-ins are accepted over stored ones.</summary>
    public FileOptOuts? OptOuts { get; init; }

    public ImportRow Read(CsvRecords record, ImportPass pass)
    {
        if (record.IsBroken || record.Count != plan.Shape.Headers.Count)
        {
            return pass == ImportPass.OptOuts ? Refused(record, RejectionCode.MalformedRow) : default;
        }

        var word = status < 0 ? WholeFile : Cell(record, status);
        var meaning = status < 0 ? plan.Options.FileStatus : plan.Status(word);
        if (meaning == StatusMeaning.OptedIn != (pass == ImportPass.OptIns))
        {
            return default; // every row has its say in one pass only
        }

        var blank = word.IsEmpty || meaning == StatusMeaning.Skip;
        if (!TryAddress(record, out var typed, out var point))
        {
            return blank && IsEmpty(record) ? Quiet(record, RowKind.Skipped) : Refused(record, RejectionCode.InvalidAddress);
        }

        if (blank)
        {
            return Quiet(record, RowKind.Skipped);
        }

        return meaning is null ? Unknown(record, RejectionCode.UnknownStatus, word, null) : Read(record, meaning.Value, typed, point);
    }

    private ImportRow Read(CsvRecords record, StatusMeaning meaning, string typed, ContactPointKey point)
    {
        var named = Cell(record, purpose);
        if ((named.IsEmpty ? plan.DefaultPurpose : plan.Purpose(named)) is not { } about)
        {
            return Unknown(record, RejectionCode.UnknownPurpose, named, null);
        }

        var option = Cell(record, topic);
        var sub = option.IsEmpty ? null : plan.Topic(about, option);
        if (!option.IsEmpty && sub is null)
        {
            return Unknown(record, RejectionCode.UnknownTopic, option, about);
        }

        if (!TryTime(record, occurredAt, out var occurred) || !TryTime(record, validUntil, out var until) || !TryTime(record, confirmedAt, out var confirmed))
        {
            return Refused(record, RejectionCode.InvalidDate);
        }

        var who = Cell(record, contact);
        if (meaning == StatusMeaning.OptedIn && OptOuts?.Covers(hasher.Of(point), about, sub, who) == true)
        {
            return Quiet(record, RowKind.StaysOut);
        }

        var proposal = Propose(record, meaning, typed, point, about, sub, occurred, until, confirmed);
        var mayStillFail = meaning == StatusMeaning.OptedIn && about.State.OptOutScope == OptOutScope.Contact;
        return new(RowKind.Sound, record.Number, Cells: mayStillFail || KeepCells ? record.ToArray() : null, Proposal: proposal,
            Key: Text.Cut(Text.Clean(Cell(record, key).ToString()), SourceRow.KeyMaxLength), Contact: who.ToString());
    }

    private ConsentProposal Propose(CsvRecords record, StatusMeaning meaning, string typed, ContactPointKey point, Purpose about, Topic? sub,
        DateTimeOffset? occurred, DateTimeOffset? until, DateTimeOffset? confirmed)
    {
        var optIn = meaning == StatusMeaning.OptedIn;
        confirmed = !optIn ? null : confirmed ?? (plan.Options.ConfirmedBy is null ? null : occurred);
        confirmed = confirmed > batch.Now ? batch.Now : confirmed; // nobody confirms tomorrow
        var from = Cell(record, source);
        var text = Cell(record, wording);
        return new()
        {
            Point = new() { Key = point, Typed = Text.Cut(typed, ContactPoint.AddressMaxLength), Hash = hasher.Of(point), Channel = point.Channel },
            Profile = plan.Profile, Purpose = about, Topic = sub, Status = optIn ? ConsentStatus.OptedIn : ConsentStatus.OptedOut,
            OccurredAt = occurred, ConfirmedAt = confirmed, ValidUntil = optIn ? until : null, Action = ConsentAction.Import,
            Source = from.IsEmpty ? defaultSource : batch.Intern(from), ActorKind = ActorKind.Import, ActorId = batch.ActorId, ImportBatch = batch.Job,
            SharedOrigin = batch.Origin, Evidence = text.IsEmpty ? ImportBatchFacts.NoEvidence : new() { Wording = Text.Cut(Text.Clean(text.ToString()), SideRow.ContentMaxLength) },
            ReoptIn = plan.Options.AcceptNewerOptIns ? ReoptIn.NewerDatedAct : ReoptIn.No, LacksConfirmation = plan.DemandsConfirmation && confirmed is null,
            LiftsSuppression = plan.Options.AcceptNewerOptIns && confirmed is not null,
        };
    }

    private bool TryAddress(CsvRecords record, out string typed, out ContactPointKey point)
    {
        var word = Cell(record, channel);
        Channel said = default;
        _ = !word.IsEmpty && ChannelWords.TryParse(word, out said);
        var cell = Address(record, said, out var usual);
        typed = cell.ToString();
        point = default;
        return typed.Length > 0 && (word.IsEmpty || said != Channel.None) && ContactPointKey.TryParse(said == Channel.None ? usual : said, typed, out point);
    }

    private ReadOnlySpan<char> Address(CsvRecords record, Channel said, out Channel usual)
    {
        if (Cell(record, address) is { IsEmpty: false } any)
        {
            usual = any.Contains('@') ? Channel.Email : Channel.Sms;
            return any;
        }

        var mail = Cell(record, email);
        var byPhone = phone >= 0 && (said.IsPhone() || (said == Channel.None && mail.IsEmpty));
        usual = byPhone ? Channel.Sms : Channel.Email;
        return byPhone ? Cell(record, phone) : mail;
    }

    private bool TryTime(CsvRecords record, int column, out DateTimeOffset? instant)
    {
        instant = null;
        if (Cell(record, column) is not { IsEmpty: false } cell)
        {
            return true;
        }

        var read = dates.TryParse(cell, out var value);
        instant = value;
        return read;
    }

    private ImportRow Unknown(CsvRecords record, string reason, ReadOnlySpan<char> word, Purpose? about)
    {
        OnUnknown?.Invoke(reason, word.ToString(), about);
        return Refused(record, reason);
    }

    private static bool IsEmpty(CsvRecords record)
    {
        for (var i = 0; i < record.Count; i++)
        {
            if (!record[i].IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }

    private ImportRow Quiet(CsvRecords record, RowKind kind) => new(kind, record.Number, Cells: KeepCells ? record.ToArray() : null);

    private static ImportRow Refused(CsvRecords record, string reason) => new(RowKind.Rejected, record.Number, reason, record.ToArray());

    private static ReadOnlySpan<char> Cell(CsvRecords record, int column) => column < 0 ? default : CsvText.Unguard(record[column]).Trim();
}
