using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>Who rewrites the chain without the signing key is found.</summary>
public sealed class SealSignatureTests
{
    [Theory, OnEveryDatabase]
    public async Task Every_seal_is_signed_and_goes_on_holding_after_the_key_was_rotated(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        portal.Get<KeyRings>().Signing.Rotate();
        await portal.World.SaysAsync("fay@example.com", ConsentStatus.OptedOut);
        await portal.Get<SealLedger>().RunAsync(new(), Actor.System, default);

        await using var db = portal.NewDb();
        var seals = await db.Set<LedgerSeal>().AsNoTracking().OrderBy(s => s.Number).ToListAsync();
        Assert.All(seals, s => Assert.Equal((64, SigningKeys.KeyIdLength), (s.Signature!.Length, s.KeyId.Length)));
        Assert.Equal(2, seals.Select(s => s.KeyId).Distinct().Count());
        Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
    }

    [Theory, OnEveryDatabase]
    public async Task A_flipped_byte_a_dropped_signature_and_a_foreign_key_are_each_named(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        await using var somebody = await Tampering.WithAsync(portal, "ledger_seals");
        await using var db = portal.NewDb();
        var seal = await db.Set<LedgerSeal>().AsNoTracking().SingleAsync(s => s.Number == 2);
        byte[] flipped = [.. seal.Signature!];
        flipped[10] ^= 1;

        await somebody.RunAsync("UPDATE ledger_seals SET signature = @p0 WHERE number = 2", flipped);
        Assert.Contains("Seal 2 (events 4 to 5) was altered: its signature is not that of its hash", await LedgerScene.MessageAsync(portal, LedgerFaultKind.SealAltered), StringComparison.Ordinal);

        await somebody.RunAsync("UPDATE ledger_seals SET signature = NULL, key_id = '' WHERE number = 2");
        Assert.Contains("its signature is missing, though seal 1 is signed", await LedgerScene.MessageAsync(portal, LedgerFaultKind.SealAltered), StringComparison.Ordinal);

        await using var other = await TestPortal.StartAsync();
        var (foreign, keyId) = SealSignatures.Sign(other.Get<SigningKeys>(), seal.Hash);
        await somebody.RunAsync("UPDATE ledger_seals SET signature = @p0, key_id = @p1 WHERE number = 2", foreign, keyId);
        Assert.Contains("a key that is not in this portal's signing ring", await LedgerScene.MessageAsync(portal, LedgerFaultKind.SealAltered), StringComparison.Ordinal);
    }

    [Theory, OnEveryDatabase]
    public async Task Seals_of_before_they_were_signed_are_no_fault(DatabaseProvider provider)
    {
        await using var portal = await LedgerScene.StartAsync(provider);
        await using var somebody = await Tampering.WithAsync(portal, "ledger_seals");
        await somebody.RunAsync("UPDATE ledger_seals SET signature = NULL, key_id = '' WHERE number < 3");

        Assert.Null((await LedgerScene.VerifyAsync(portal)).Fault);
    }
}
