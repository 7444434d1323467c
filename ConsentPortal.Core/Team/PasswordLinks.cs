using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace ConsentPortal.Core.Team;

/// <summary>Writes and reads the tokens by which a member sets a password: encrypted, good for a day, and for one use, because they
/// carry a mark of the member's security stamp, which every new password, role or disabling changes.</summary>
public sealed class PasswordLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private const int MarkLength = 16, Length = 8 + 8 + MarkLength;
    private readonly IDataProtector protector = protection.CreateProtector("ConsentPortal.PasswordLinks");

    public string Write(TeamMember member)
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, member.Id);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), (clock.Now() + Life).UtcTicks);
        Mark(member).CopyTo(bytes, 16);
        return Base64Url.EncodeToString(protector.Protect(bytes));
    }

    /// <summary>Whom the token was made for; 0 when it is no token of ours or its day is over.</summary>
    public long MemberOf(string? token) => Open(token) is { } bytes && BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)) > clock.Now().UtcTicks
        ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;

    /// <summary>True while it can still set this member's password.</summary>
    public bool IsGood(string? token, TeamMember? member)
        => member is { Disabled: false } && MemberOf(token) == member.Id && CryptographicOperations.FixedTimeEquals(Open(token).AsSpan(16), Mark(member));

    private byte[]? Open(string? token)
    {
        if (token is null or { Length: > 1000 } || !Base64Url.IsValid(token))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(Base64Url.DecodeFromChars(token)) is { Length: Length } bytes ? bytes : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Mark(TeamMember member) => SHA256.HashData(Encoding.UTF8.GetBytes(member.SecurityStamp ?? ""))[..MarkLength];
}
