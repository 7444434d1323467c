using System.Security.Cryptography;
using System.Text;

namespace ConsentPortal.Core.Kernel;

/// <summary>What a side row holds.</summary>
public enum SideRowKind
{
    /// <summary>Why somebody did it, in their own words.</summary>
    Justification,

    /// <summary>The text that the person agreed to.</summary>
    Wording,

    /// <summary>Where it came from: ip and user agent, or the file of an import.</summary>
    Origin,

    /// <summary>Old and new values of an audited change.</summary>
    AuditValues,
}

/// <summary>Free text and personal evidence beside an append-only row, which holds only the salted hash: erasing the side row breaks
/// neither the hash chain nor the promise to forget. What is the same for a whole batch or wording is one side row that many share.</summary>
public sealed class SideRow : IEntity
{
    public const int SaltLength = 16;
    public const int ContentMaxLength = 20_000;

    public Id<SideRow> Id { get; init; }

    public SideRowKind Kind { get; init; }

    /// <summary>16 random bytes, without which the hash cannot be tried against guesses; null once erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>Null once erased; then a <see cref="SideRowErasure"/> says when and why.</summary>
    public string? Content { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public static SideRow Make(Id<SideRow> id, SideRowKind kind, string content, DateTimeOffset now)
        => new() { Id = id, Kind = kind, Salt = RandomNumberGenerator.GetBytes(SaltLength), Content = content, CreatedAt = now };

    /// <summary>SHA-256 of salt and content: what the event keeps.</summary>
    public byte[] Hash() => Hash(Salt!, Content!);

    public static byte[] Hash(ReadOnlySpan<byte> salt, string content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(content));
        return hash.GetHashAndReset();
    }
}

/// <summary>Why a side row is empty. Without one, an empty or missing side row is a fault that the ledger's check names.</summary>
public sealed class SideRowErasure : IEntity, IAppendOnly
{
    public Id<SideRow> Id { get; init; }

    public DateTimeOffset ErasedAt { get; init; }

    public string Reason { get; init; } = "";
}

/// <summary>A side row as an event points to it: id and salted hash; id 0 = none.</summary>
public readonly record struct SideRef(Id<SideRow> Id, byte[]? Hash)
{
    public static SideRef To(SideRow row) => new(row.Id, row.Hash());
}
