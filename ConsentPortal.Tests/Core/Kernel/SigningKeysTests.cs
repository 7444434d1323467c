using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Kernel;

public sealed class SigningKeysTests
{
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("what was said");

    [Fact]
    public async Task What_one_key_signed_is_checked_after_rotation_and_by_who_has_the_public_half_alone()
    {
        await using var portal = await TestPortal.StartAsync();
        var keys = portal.Get<SigningKeys>();
        var (signature, keyId) = keys.Sign(Data);
        portal.Get<KeyRings>().Signing.Rotate();
        var (_, newer) = keys.Sign(Data);

        Assert.NotEqual(keyId, newer);
        Assert.Equal([newer, keyId], keys.PublicKeys.Select(k => k.KeyId));
        Assert.Equal(SignatureCheck.Good, keys.Check(Data, signature, keyId));
        Assert.Equal(SignatureCheck.Wrong, keys.Check(Data, signature, newer));
        Assert.Equal(SignatureCheck.Wrong, keys.Check([.. Data, 0], signature, keyId));
        Assert.Equal(SignatureCheck.Wrong, keys.Check(Data, signature.AsSpan(1), keyId));
        Assert.Equal(SignatureCheck.ForeignKey, keys.Check(Data, signature, "nobody"));
        using var stranger = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = keys.PublicKeys[1].X, Y = keys.PublicKeys[1].Y } });
        Assert.True(stranger.VerifyData(Data, signature, HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task A_key_that_another_process_added_is_found()
    {
        await using var portal = await TestPortal.StartAsync();
        var keys = portal.Get<SigningKeys>();
        Assert.Single(keys.PublicKeys);
        KeyRings other = new(portal.Get<DataDirectory>(), portal.Clock);
        other.Signing.Rotate();
        var (signature, keyId) = new SigningKeys(other).Sign(Data);

        Assert.Equal(SignatureCheck.Good, keys.Check(Data, signature, keyId));
    }

    [Fact]
    public void The_canonical_form_is_that_of_RFC_8785()
    {
        const string Given = """{ "b" : [ true , null, 7, -0 ], "\u20ac": "\u20ac$\u000f\u000aA'B\"\\\\\"/", "a":"\u00f6", "A" : {"z":1,"y":{}}, "signature": "left out" }""";
        using var document = JsonDocument.Parse(Given);

        Assert.Equal("""{"A":{"y":{},"z":1},"a":"ö","b":[true,null,7,0],"€":"€$\u000f\nA'B\"\\\\\"/"}""", Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement, "signature")));
    }

    [Fact]
    public void Half_a_surrogate_pair_has_no_canonical_form()
    {
        using var document = JsonDocument.Parse("""{"a":"\ud83d"}""");

        Assert.Throws<JsonException>(() => CanonicalJson.Of(document.RootElement));
    }
}
