using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Imports;

/// <summary>Reads the rows of a contacts file one after the other and knows which person a row repeats. Used by one thread; remembers 8 bytes a row.</summary>
internal sealed class PersonReader(string path, CsvShape shape, PeopleOptions options, FieldBook fields) : IDisposable
{
    private static readonly char[] Between = ['\n', '\r', ';', '|'];
    private readonly CsvRecords records = Opened(shape, path);
    private readonly HashSet<ulong> seen = [];
    private bool wrong, badAddress;

    /// <summary>The next row behind the first <paramref name="skip"/>; null at the end.</summary>
    public PersonRow? Next(long skip)
    {
        while (records.Read())
        {
            var row = Read();
            var repeats = row.Reason.Length == 0 && !seen.Add(Hash(row.Key));
            if (records.Number > skip)
            {
                return repeats ? row with { Reason = PeopleCode.DuplicateRow } : row;
            }
        }

        return null;
    }

    public void Dispose() => records.Dispose();

    // 64 bits: two people of a million would meet by chance once in 30 million files, and then one row is refused
    private static ulong Hash(string key) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private PersonRow Read()
    {
        PersonRow row = new(records.Number, records.ToArray());
        if (records.IsBroken || records.Count != shape.Headers.Count)
        {
            return row with { Reason = RejectionCode.MalformedRow };
        }

        (wrong, badAddress) = (false, false);
        row = row with
        {
            ExternalId = Cell(PeopleField.ExternalId), Kind = Parsed(PeopleField.Kind, Kind), FirstName = Cell(PeopleField.FirstName), LastName = Cell(PeopleField.LastName), JobTitle = Cell(PeopleField.JobTitle),
            Account = Cell(PeopleField.Account), Language = Cell(PeopleField.Language), Level = Parsed(PeopleField.Level, Level), Child = Parsed(PeopleField.Child, Flag), Guardian = Cell(PeopleField.Guardian),
            Tracking = Parsed(PeopleField.Tracking, Flag), DoNotBulk = Parsed(PeopleField.DoNotBulk, Flag), DoNotMail = Parsed(PeopleField.DoNotMail, Flag), DoNotPhone = Parsed(PeopleField.DoNotPhone, Flag), Points = Points(), Own = Own(), Fields = fields,
        };
        return badAddress ? row with { Reason = RejectionCode.InvalidAddress } : wrong ? row with { Reason = PeopleCode.InvalidValue }
            : row.ExternalId is null && row.Points.Count == 0 && row.Name.Length == 0 ? row with { Reason = PeopleCode.Nobody } : row;
    }

    private List<ContactPoints.Parsed> Points()
    {
        List<ContactPoints.Parsed> points = [];
        for (var column = 0; column < options.Columns.Count; column++)
        {
            foreach (var channel in Channels(options.Columns[column]))
            {
                foreach (var typed in Cell(column)?.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
                {
                    if (!ContactPointKey.TryParse(channel, typed, out var key, options.Country) || typed.Length > ContactPoint.AddressMaxLength)
                    {
                        badAddress = true;
                    }
                    else if (points.TrueForAll(p => p.Key != key) && points.Count < ContactPoints.MaxEntries)
                    {
                        points.Add(new(key, channel.IsPhone() && typed[0] != '+' ? key.Canonical : typed));
                    }
                }
            }
        }

        return points;
    }

    private Dictionary<string, string?> Own()
    {
        Dictionary<string, string?> own = new(StringComparer.Ordinal);
        for (var column = 0; column < options.Columns.Count; column++)
        {
            if (options.Columns[column] == PeopleField.Own && Cell(column) is { } cell)
            {
                var read = fields.Rows.FirstOrDefault(f => f.Code == options.Own.GetValueOrDefault(column))?.Read(cell, "");
                wrong |= read is not { Ok: true };
                own[options.Own.GetValueOrDefault(column, "")] = read is { Ok: true } sound ? sound.Value : "";
            }
        }

        return own;
    }

    private static ReadOnlySpan<Channel> Channels(PeopleField field) => field switch
    {
        PeopleField.Email => [Channel.Email],
        PeopleField.Phone => [Channel.Sms],
        PeopleField.Mobile => [Channel.Sms, Channel.Voice],
        PeopleField.Voice => [Channel.Voice],
        _ => [],
    };

    private T? Parsed<T>(PeopleField field, Func<string, T?> read) where T : struct
    {
        if (Cell(field) is not { } cell)
        {
            return null;
        }

        var value = read(cell);
        wrong |= value is null;
        return value;
    }

    private static ContactKind? Kind(string cell) => cell.ToLowerInvariant() switch { "lead" => ContactKind.Lead, "contact" or "kontakt" => ContactKind.Contact, _ => null };

    private static ConsentLevel? Level(string cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number <= (int)ConsentLevel.Profiling ? (ConsentLevel)number : null
        : Kernel.Word.TryParse<ConsentLevel>(cell.ToLowerInvariant(), out var level) ? level : null;

    private static bool? Flag(string cell) => cell.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" or "y" or "x" or "ja" or "wahr" or "do not allow" => true,
        "false" or "no" or "0" or "n" or "nein" or "falsch" or "allow" => false,
        _ => null,
    };

    private string? Cell(PeopleField field) => options.ColumnOf(field) is >= 0 and var column ? Cell(column) : null;

    // a blank cell says nothing; what a spreadsheet was shielded from is read without its shield
    private string? Cell(int column) => CsvText.Unguard(records[column]).Trim().ToString() is { Length: > 0 } text ? Kernel.Text.CleanOrNull(text.Contains('\n', StringComparison.Ordinal) ? text.Replace('\n', ';') : text) : null;

    private static CsvRecords Opened(CsvShape shape, string path)
    {
        var opened = shape.Open(path);
        opened.Read(); // the header
        return opened;
    }
}
