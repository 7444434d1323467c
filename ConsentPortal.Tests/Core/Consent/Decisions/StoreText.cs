using System.Globalization;
using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>What matters of a store for one question, in few lines: days instead of times, and only the purposes asked.</summary>
internal static class StoreText
{
    public static string Of(GeneratedStore store, DecisionScope scope, CheckItem item)
    {
        var text = new StringBuilder();
        void Line(string line) => text.AppendLine(line);

        var channel = scope.Channel ?? ContactPointKey.Guess(item.Address);
        var address = ContactPointKey.TryParse(channel, item.Address, out var key) ? store.Addresses.Find(a => a.Key == key) : null;
        var profile = store.Profiles.Find(p => p.Code == scope.Profile);
        var asked = store.Purposes.Where(p => p.Code == scope.Purpose || (p.Type == PurposeType.Tracking && profile?.Purposes.Exists(m => m.PurposeId == p.Id) == true)).ToList();
        Line($"seed {store.Seed}: {scope.Profile}/{scope.Purpose}/{scope.Topic} on {channel}, minimum {scope.Minimum}, at {(scope.At is { } at ? Day(at) : "now")}, address {item.Address}, contact {item.Contact}");
        Line($"profile {string.Join("; ", profile?.States.Select(s => $"{When(s)} active {s.Active}") ?? [])}");
        foreach (var p in asked)
        {
            Line($"purpose {p.Id} {p.Code} {p.Type}: {string.Join("; ", p.States.Select(s => $"{When(s)} active {s.Active} scope {s.OptOutScope}"))}");
            Line($"  used {string.Join("; ", profile!.Purposes.Where(m => m.PurposeId == p.Id).Select(When))}");
            Line($"  model {string.Join("; ", profile.Enforcements.Where(e => e.PurposeId == p.Id && (e.Channel == channel || e.Channel == Channel.None)).Select(e => $"{When(e)} {e.Model}"))}");
            p.Topics.ForEach(t => Line($"  topic {t.Id} {t.Code}: {string.Join("; ", t.States.Select(s => $"{When(s)} active {s.Active}"))}"));
        }

        address?.Suppressions.ForEach(s => Line($"suppressed {When(s)} {s.Scope} {s.PurposeId}, lifted {string.Join("; ", address.Lifts.Where(l => l.SuppressionId == s.Id).Select(l => $"{When(l)} for {l.PurposeId}"))}"));
        foreach (var point in address?.Points ?? [])
        {
            Line($"point from {Day(point.Row.CreatedAt)}, erased {(point.Row.ErasedAt is { } erased ? Day(erased) : "never")}, restricted {string.Join("; ", point.Restrictions.Select(When))}");
            point.Links.ForEach(l => Line($"  contact {l.ContactId} {When(l)}: {Contact(store, l.ContactId)}"));
            point.Events.Where(e => asked.Exists(p => p.Id == e.PurposeId)).ToList().ForEach(e => Line(
                $"  event {e.Id}: {Day(e.RecordedAt)} purpose {e.PurposeId} topic {e.TopicId} contact {e.KeyContactId} {(e.StatesStatus ? e.NewStatus : "pause")} by {e.ActorKind}, occurred {Day(e.OccurredAt)}, "
                + $"valid until {Day(e.ValidUntil)}, paused until {Day(e.PausedUntil)}{(e.Applied ? "" : ", history only")}"));
        }

        return text.ToString();
    }

    private static string Contact(GeneratedStore store, Id<Contact> id)
    {
        var contact = store.Contacts.Find(c => c.Id == id)!;
        return $"{contact.ExternalId} {string.Join("; ", contact.States.Select(s => $"{When(s)} level {s.Level}{(s.Child ? " child" : "")}{(s.DoNotTrack ? " notrack" : "")}{(s.DoNotBulk ? " nobulk" : "")}"
            + $"{(s.DoNotMail ? " nomail" : "")}{(s.DoNotPhone ? " nophone" : "")}{(s.BecameId.IsNone ? "" : $" became {Contact(store, s.BecameId)}")}"))}";
    }

    private static string When(Period period) => $"{Day(period.From)}-{(period.Until is { } until ? Day(until) : "")}";

    private static string Day(DateTimeOffset? time) => time is { } then ? (then - StoreGenerator.Start).TotalDays.ToString(CultureInfo.InvariantCulture) : "-";
}
