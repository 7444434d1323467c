using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ConsentPortal.Core.Kernel;

/// <summary>A random secret of 192 bits that stands in a link (32 base64url characters). Only its SHA-256 is stored: who reads the
/// database cannot act on it, and 192 random bits need no pepper.</summary>
public static class SecretToken
{
    public const int Length = 32;
    private const int Bytes = 24;

    public static (string Token, byte[] Hash) New()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return (token, Hash(token));
    }

    /// <summary>What is stored; looked up by it, so no comparison leaks its time.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
