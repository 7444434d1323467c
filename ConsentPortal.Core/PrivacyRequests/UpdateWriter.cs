using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>Writes one proposed value through the verb that owns the field, with its rules, its audit entry and its old value kept there.
/// Done twice it changes nothing the second time.</summary>
public sealed class UpdateWriter(EditContact edit, ChangeAddress change, LinkContactPoint link, SetContactFields own, IDbContextFactory<PortalDb> databases)
{
    /// <param name="Moves">The person's consent follows them to the new address.</param>
    internal sealed record Proposal(Id<Contact> Contact, string Field, string Value, bool Moves, PrivacyRequest Request);

    /// <summary>Null = it is written; else why not.</summary>
    internal async Task<Problem?> WriteAsync(Proposal proposal, Actor actor, CancellationToken ct)
        => UpdateFields.Channels(proposal.Field) is { Count: > 0 } channels ? await AddressAsync(proposal, channels, actor, ct)
            : UpdateFields.BuiltIn.Contains(proposal.Field) ? await FieldAsync(proposal, actor, ct)
            : (await own.RunAsync(new(proposal.Contact, new Dictionary<string, string?>(StringComparer.Ordinal) { [proposal.Field] = proposal.Value }), actor, ct)).Problem;

    private async Task<Problem?> FieldAsync(Proposal proposal, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var contact = await db.Set<Contact>().AsNoTracking().Include(c => c.States.Where(s => s.Until == null)).FirstOrDefaultAsync(c => c.Id == proposal.Contact, ct);
        return contact is null ? Problem.NotFound("There is no such contact.")
            : (await edit.RunAsync(new(contact.Id, contact.Version, UpdateFields.With(ContactFields.Of(contact), proposal.Field, proposal.Value)), actor, ct)).Problem;
    }

    private async Task<Problem?> AddressAsync(Proposal proposal, IReadOnlyList<Channel> channels, Actor actor, CancellationToken ct)
    {
        List<ContactPoint> points;
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            points = (await ObjectionScope.PointsOfAsync(db, proposal.Contact, ct)).FindAll(p => channels.Contains(p.Channel));
        }

        if (points.Exists(p => ContactPointKey.TryParse(p.Channel, proposal.Value, out var key) && key.Canonical == p.Canonical))
        {
            return null; // it was done before
        }

        // the address that they wrote from gives way; of several others none is guessed
        var old = points.FindAll(p => p.KeyHash.AsSpan().SequenceEqual(proposal.Request.KeyHash)) is { Count: > 0 } own && channels.Count == 1 ? own : points.Select(p => p.Canonical).Distinct().Count() <= 1 ? points : [];
        return old.Count == 0 ? (await link.RunAsync(new(proposal.Contact, [.. channels.Select(c => new PointEntry(c, proposal.Value))]), actor, ct)).Problem
            : (await change.RunAsync(new(proposal.Contact, [.. old.Select(p => p.Id)], proposal.Value) { Move = proposal.Moves, Act = ConsentAction.Paper, ActAt = proposal.Request.ReceivedAt, Justification = proposal.Request.Number }, actor, ct)).Problem;
    }
}
