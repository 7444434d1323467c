using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Writes gathered records one behind the other: four bytes of length, then JSON. What never leaves is not even kept.</summary>
internal sealed class PackageRecordWriter(SealedFile.Writer to)
{
    private readonly byte[] length = new byte[sizeof(int)];

    public PackageContents Contents { get; } = new();

    public async ValueTask AddAsync(PersonalRecord record, CancellationToken ct)
    {
        var kept = record.Fields.Where(f => !f.Denied && !DeniedFields.IsDenied(f.Name)).ToList();
        Contents.Note(record, kept, to.Size);
        var json = JsonSerializer.SerializeToUtf8Bytes(record with { Fields = kept }, PackageRecordReader.Json);
        BinaryPrimitives.WriteInt32BigEndian(length, json.Length);
        await to.WriteAsync(length, ct);
        await to.WriteAsync(json, ct);
    }
}

/// <summary>Reads them again, from the beginning or from any of them.</summary>
internal sealed class PackageRecordReader(SealedReader from)
{
    internal static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };
    private readonly byte[] length = new byte[sizeof(int)];

    /// <param name="skip">So many records of the category are passed over.</param>
    public async IAsyncEnumerable<PersonalRecord> ReadAsync(PackageCategory category, long skip, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var segment in category.Segments)
        {
            if (skip >= segment.Rows)
            {
                skip -= segment.Rows;
                continue;
            }

            from.Position = segment.Offset;
            for (var n = 0; n < segment.Rows; n++)
            {
                var record = await NextAsync(ct);
                if (skip-- <= 0)
                {
                    yield return record;
                }
            }

            skip = 0;
        }
    }

    private async ValueTask<PersonalRecord> NextAsync(CancellationToken ct)
    {
        await from.ReadAsync(length, ct);
        var json = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await from.ReadAsync(json, ct);
        return JsonSerializer.Deserialize<PersonalRecord>(json, Json) ?? throw new InvalidDataException("A gathered record is empty.");
    }
}
