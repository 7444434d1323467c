using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace ConsentPortal.Core.Team;

/// <summary>Begins to set an authenticator app up: a fresh key, shown to the member and carried by their own form until a code proves that
/// the app has it. Nothing is stored before.</summary>
public sealed class AuthenticatorSetups(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private const int HeaderLength = 16, GroupLength = 4;
    private const string Issuer = "ConsentPortal";
    private readonly IDataProtector protector = protection.CreateProtector("ConsentPortal.AuthenticatorSetups");

    /// <param name="Ticket">Brings the key back with the code; encrypted, for this member, good for half an hour.</param>
    /// <param name="Key">To be typed into the app, in groups of four.</param>
    /// <param name="Link">The same as a link that apps open (<c>otpauth://totp/…</c>), also the content of the square code.</param>
    public sealed record View(string Ticket, string Key, string Link);

    public View Start(TeamMember member) => Show(member, RandomNumberGenerator.GetBytes(Totp.SecretBytes), null);

    /// <summary>The same key again, for a form that was refused; a fresh one when the ticket is no good.</summary>
    public View Again(TeamMember member, string? ticket) => SecretOf(member.Id, ticket) is { } secret ? Show(member, secret, ticket) : Start(member);

    /// <summary>Null for a ticket that is not ours, of somebody else, or too old.</summary>
    internal byte[]? SecretOf(long member, string? ticket)
    {
        if (ticket is null or { Length: > 1000 } || !Base64Url.IsValid(ticket))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(Base64Url.DecodeFromChars(ticket)) is { Length: HeaderLength + Totp.SecretBytes } bytes
                && BinaryPrimitives.ReadInt64BigEndian(bytes) == member && BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8)) > clock.Now().UtcTicks ? bytes[HeaderLength..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private View Show(TeamMember member, byte[] secret, string? ticket)
    {
        var key = Base32.Of(secret);
        var link = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(member.Email ?? "")}?secret={key}&issuer={Issuer}";
        return new(ticket ?? Write(member.Id, secret), string.Join(' ', key.Chunk(GroupLength).Select(group => new string(group))), link);
    }

    private string Write(long member, byte[] secret)
    {
        var bytes = new byte[HeaderLength + secret.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, member);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), (clock.Now() + Life).UtcTicks);
        secret.CopyTo(bytes, HeaderLength);
        return Base64Url.EncodeToString(protector.Protect(bytes));
    }
}
