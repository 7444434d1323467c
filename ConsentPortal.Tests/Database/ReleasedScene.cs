using System.Security.Cryptography;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Tests.Database;

/// <summary>Two people, what they said, the seal over it, a mail and its answered question: by the columns of the first release.</summary>
internal sealed class ReleasedScene(ReleasedRows rows, AddressHasher hasher, SigningKeys keys, ComplianceProfile profile, Purpose purpose)
{
    public static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private const string Event = "point_id id sequence contact_id key_contact_id profile_id purpose_id topic_id old_status new_status applied states_status action source reason actor_kind actor_id "
        + "on_behalf_of occurred_at recorded_at stated_at confirmed_at valid_until paused_until wording_version wording_sha256 wording_language preference_center_version message_ref_id import_batch doubtful "
        + "justification_id justification_hash wording_id wording_hash origin_id origin_hash leaf_hash";

    public async Task PutAsync()
    {
        var words = SideRow.Make(new(900), SideRowKind.Wording, "I agree.", Then);
        await rows.PutAsync("side_rows", words, "id kind salt content created_at");
        await rows.PutAsync("wordings", new Wording { Sha256 = Sha("I agree."), SideRowId = words.Id, SideRowHash = words.Hash(), FirstUsedAt = Then }, "sha256 side_row_id side_row_hash first_used_at");
        var ann = await SaysAsync("ann@example.com", 1, ConsentStatus.OptedIn, words);
        var bob = await SaysAsync("bob@example.com", 2, ConsentStatus.OptedOut, null);
        var entries = SealEntries.Of([new(1, ann.LeafHash), new(2, bob.LeafHash)]);
        var seal = LedgerSeal.Make(SealHead.None, entries, SealEntries.Root(entries), Then, keys);
        await rows.PutAsync("ledger_seals", seal, "number first_sequence last_sequence count entries root previous_hash hash sealed_at");
        await rows.PutAsync("counters", new Counter { Name = "events", Value = 2 }, "name value");
        await rows.PutAsync("counters", new Counter { Name = LedgerSeal.CounterName, Value = 1 }, "name value");
        await MailAsync(ann);
    }

    private async Task<ConsentEvent> SaysAsync(string address, long number, ConsentStatus status, SideRow? words)
    {
        Assert.True(ContactPointKey.TryParse(Channel.Email, address, out var key));
        await rows.PutAsync("contact_points", new
        {
            Id = number, Channel = Channel.Email, Address = address, Canonical = key.Canonical, KeyHash = hasher.Of(key).ToBytes(), HashKey = (short)hasher.KeyId, RulesVersion = (short)1, CreatedAt = Then,
            ErasedAt = (DateTimeOffset?)null,
        }, "id channel address canonical key_hash hash_key rules_version created_at erased_at");
        ConsentEvent said = new()
        {
            PointId = new(number), Id = new(100 + number), Sequence = number, ProfileId = profile.Id, PurposeId = purpose.Id, NewStatus = status, Action = ConsentAction.Ticked, Source = "shop",
            ActorKind = ActorKind.Subject, OccurredAt = Then, RecordedAt = Then, WordingId = words?.Id ?? default, WordingHash = words?.Hash(), WordingSha256 = words is null ? null : Sha(words.Content!),
        };
        said.LeafHash = LedgerLeaf.Of(said);
        await rows.PutAsync("consent_events", said, Event);
        await rows.PutAsync("consent_records", ConsentProjection.Next(null, said), "point_id purpose_id topic_id contact_id status occurred_at recorded_at valid_until paused_until actor_kind event_id");
        return said;
    }

    private async Task MailAsync(ConsentEvent ann)
    {
        await rows.PutAsync("emails", new
        {
            Id = 700L, Kind = "opt_in_request", To = "ann@example.com", Subject = "Welcome", Text = "", Html = "", Headers = "{}", PointId = ann.PointId, State = EmailState.Sent, Attempts = 1, NextAttemptAt = Then,
            LastError = "", CreatedAt = Then, SentAt = (DateTimeOffset?)Then,
        }, "id kind to subject text html headers point_id state attempts next_attempt_at last_error created_at sent_at");
        await rows.PutAsync("consent_requests", new
        {
            Id = 800L, TokenHash = Sha("token"), PointId = ann.PointId, ProfileId = profile.Id, Language = "en", Wording = "I agree.", WordingVersion = "confirmation@1", RequestedAt = Then, ExpiresAt = Then.AddDays(7),
            ClosedAt = (DateTimeOffset?)Then, Confirmed = true,
        }, "id token_hash point_id profile_id language wording wording_version requested_at expires_at closed_at confirmed");
    }

    private static byte[] Sha(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
