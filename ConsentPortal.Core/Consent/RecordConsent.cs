using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Consent;

/// <summary>Writes down what people said, as another system reports it: one to a thousand items, all in one transaction, each with an
/// outcome of its own. What cannot be read is <c>invalid</c> and keeps nobody else waiting.</summary>
public sealed class RecordConsent(WriteQueue queue, ConsentLedger ledger, ProposalReader proposals, IDbContextFactory<PortalDb> databases, Rulebooks rulebooks)
{
    public const int MaxItems = 1000;

    public sealed record Command(IReadOnlyList<ConsentStatement> Items);

    public async Task<Outcome<IReadOnlyList<RecordResult>>> RunAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (Refuse(command, actor) is { } problem)
        {
            return problem;
        }

        var rules = await rulebooks.FreshAsync(ct);
        var contacts = await ContactsAsync(command, ct);
        var read = command.Items.Select(item => proposals.Read(item, rules, contacts, actor)).ToList();
        ProposalReader.ShareDrafts(read);
        List<ConsentProposal> sound = [.. read.Select(r => r.Proposal).OfType<ConsentProposal>()];
        var written = sound.Count == 0 ? [] : await queue.RunAsync(session => ledger.WriteAsync(session, sound, ct), ct: ct);
        var erased = await ErasedAsync(sound, ct);
        var next = 0;
        return read.ConvertAll(r => r.Proposal is null ? new RecordResult(RecordOutcome.Invalid, default, r.Error) : written[next++] with { Erased = erased.Contains(r.Proposal.Point.Hash) });
    }

    private static Problem? Refuse(Command command, Actor actor) => actor.Lacks(Permission.RecordConsent)
        ?? (command.Items.Count is 0 or > MaxItems ? Problem.Invalid("items", $"Send 1 to {MaxItems} items; this call has {command.Items.Count}.") : null);

    private async Task<HashSet<AddressHash>> ErasedAsync(List<ConsentProposal> sound, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await ErasedAddresses.AmongAsync(db, sound.Select(s => s.Point.Hash), ct);
    }

    private async Task<Dictionary<string, Id<Contact>>> ContactsAsync(Command command, CancellationToken ct)
    {
        var named = command.Items.Select(i => i.Contact).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await ContactAliases.ByExternalIdsAsync(db, named, ct);
    }
}
