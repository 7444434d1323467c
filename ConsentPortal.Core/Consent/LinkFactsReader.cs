using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage.Dialect;

namespace ConsentPortal.Core.Consent;

/// <summary>Reads what is behind a preference link, with the rulebook that holds then, by prepared statements: every customer's mailbox
/// may open its link at the same minute.</summary>
public sealed class LinkFactsReader(Rulebooks rulebooks, FactReaders readers, AddressHasher hasher, TimeProvider clock)
{
    internal async ValueTask<(Rulebook Rules, LinkFacts Facts)> ReadAsync(Id<ContactPoint> point, CancellationToken ct)
    {
        var rules = await rulebooks.CurrentAsync(ct);
        using var loan = readers.Borrow();
        var facts = await loan.Reader.ReadLinkAsync(point, hasher, clock.Now(), ct);
        return (facts.RulebookVersion == rules.Version ? rules : await rulebooks.ReadAsync(facts.RulebookVersion, ct), facts);
    }
}
