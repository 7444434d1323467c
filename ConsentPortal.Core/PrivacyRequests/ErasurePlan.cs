using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What an erasure would do, room by room. Holds numbers and codes only, so it may stay.</summary>
public sealed record ErasurePlan(IReadOnlyList<PlannedRoom> Rooms, IReadOnlyList<string> Warnings)
{
    // of the others the numbers move by themselves: each look at the case may add a line
    private static readonly string[] Counted = ["Contacts", "Consent"];

    /// <summary>Everything that the officer should know, once each.</summary>
    public IReadOnlyList<string> AllWarnings => [.. Warnings.Concat(Rooms.SelectMany(r => r.Lines).Select(l => l.Warning)).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>What is kept, and what is not nothing.</summary>
    public IEnumerable<ErasureLine> Lines => Rooms.SelectMany(r => r.Lines).Where(l => l.Rows > 0);

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static ErasurePlan FromJson(string json) => JsonSerializer.Deserialize<ErasurePlan>(json)!;

    /// <summary>The same as long as it is about the same people, addresses and kinds of data.</summary>
    internal string HashWith(ErasureAims aims)
    {
        StringBuilder text = new();
        text.AppendJoin(',', aims.Subject.Contacts.Order()).Append('|').AppendJoin(',', aims.Subject.ContactPoints.Order()).Append('|');
        text.AppendJoin(',', aims.Subject.KeyHashes.Select(Convert.ToHexStringLower).Order(StringComparer.Ordinal)).Append('|').AppendJoin(',', aims.Versions).Append('|').AppendJoin(',', AllWarnings);
        foreach (var room in Rooms)
        {
            foreach (var line in room.Lines)
            {
                var rows = Counted.Contains(room.Room) ? line.Rows : 0;
                text.Append(CultureInfo.InvariantCulture, $"|{room.Room}/{line.Category}/{line.Outcome}/{line.Exception}/{rows}");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

public sealed record PlannedRoom(string Room, IReadOnlyList<ErasureLine> Lines);

/// <summary>Whose data it is, as it was when the plan was made: kept sealed while the job runs, because the contact goes before the job ends.</summary>
/// <param name="Keys">The addresses that are suppressed and written to the journal.</param>
/// <param name="ExternalIds">How applications know the person.</param>
/// <param name="Versions">Of the contacts, so that a change in between is noticed.</param>
internal sealed record ErasureAims(PersonalDataSubject Subject, IReadOnlyList<ErasedKey> Keys, IReadOnlyList<string> ExternalIds, IReadOnlyList<string> Versions)
{
    public const string Use = "erasure";

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public byte[] Seal(SealedSecrets seals, Id<Erasure> id) => seals.Seal(Use, id.Value, JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Null where the keys are others: a database that was put back without them.</summary>
    public static ErasureAims? Open(SealedSecrets seals, Erasure erasure)
        => seals.Open(Use, erasure.Id.Value, erasure.Aims) is { } json ? JsonSerializer.Deserialize<ErasureAims>(json) : null;
}

/// <summary>An address by its keyed hash.</summary>
internal sealed record ErasedKey(byte[] Hash, short HashKey, Channel Channel, long Point);
