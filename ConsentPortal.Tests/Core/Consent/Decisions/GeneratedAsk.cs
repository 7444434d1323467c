using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>One call: a scope, and items of which some name a contact, some the wrong one, and some are no addresses at all.</summary>
public sealed record GeneratedAsk(DecisionScope Scope, IReadOnlyList<CheckItem> Items)
{
    public static GeneratedAsk Make(GeneratedStore store, Random random, int items)
    {
        T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        bool Seldom() => random.Next(20) == 0;

        var purpose = Any(store.Purposes);
        var topic = purpose.Topics.Count > 0 && random.Next(2) == 0 ? Any(purpose.Topics).Code : Seldom() ? "no-such-topic" : null;
        DateTimeOffset? at = random.Next(2) == 0 ? null : StoreGenerator.Day(random.Next(12)).AddHours(12 * random.Next(2));
        DecisionScope scope = new(Seldom() ? "no-such-profile" : Any(store.Profiles).Code, Seldom() ? "no-such-purpose" : purpose.Code, topic,
            random.Next(2) == 0 ? null : Any(Channels.All), random.Next(3) == 0 ? Any(Enum.GetValues<ConsentLevel>()) : null, at);
        return new(scope, [.. Enumerable.Range(0, items).Select(_ => Item(Any(store.Addresses)))]);

        CheckItem Item(GeneratedAddress address)
        {
            var typed = address.Key.Channel == Channel.Email && random.Next(2) == 0 ? $" {address.Key.Canonical.ToUpperInvariant()} " : address.Key.Canonical;
            var links = address.Points.SelectMany(p => p.Links).ToList();
            var linked = links.Count > 0 ? Any(links).ContactId : default;
            var owner = store.Contacts.Find(c => c.Id == linked)?.ExternalId;
            var contact = random.Next(4) switch { 0 or 1 => null, 2 => owner, _ => Seldom() ? "nobody" : Any(store.Contacts).ExternalId };
            return new(Seldom() ? "no address" : typed, contact);
        }
    }
}
