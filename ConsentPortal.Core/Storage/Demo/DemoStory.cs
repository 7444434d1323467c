using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Who said what, when: the acts of eighteen months, in the order in which they happened.</summary>
internal sealed class DemoStory(DemoRulebook rules, Random dice, Actor rep, Actor crm, IReadOnlyList<Id<MessageReference>> messages, DateTimeOffset now)
{
    private static readonly HashSet<string> Europe = new(StringComparer.Ordinal) { "DE", "FR", "ES", "PL", "SE", "IT", "NL" };
    private readonly List<DemoAct> acts = [];

    public IReadOnlyList<DemoAct> Acts => [.. acts.OrderBy(a => a.At)];

    /// <summary>What this person said in the time we know them.</summary>
    public void Tell(DemoPerson person)
    {
        if (Europe.Contains(person.Country.Code))
        {
            TellEuropean(person);
        }
        else
        {
            TellOther(person, person.Country.Code == "US" ? rules.America : rules.Default);
        }

        if (person.Mobile is { } mobile && Chance(60))
        {
            var purpose = Europe.Contains(person.Country.Code) ? rules.EuropeMarketing : rules.Commercial;
            Spoken(person, mobile, purpose, Chance(80) ? ConsentStatus.OptedIn : ConsentStatus.OptedOut, Later(person.Since));
        }
    }

    /// <summary>Somebody who signed up on the website and is in no list of contacts.</summary>
    public void TellStranger(PointDraft email, DateTimeOffset at, string language)
    {
        var confirmed = Form(rules.Europe, rules.EuropeMarketing, "newsletter", email, default, at, language, Chance(70));
        if (confirmed is { } since && Chance(20))
        {
            OneClick(rules.Europe, rules.EuropeMarketing, email, default, Later(since));
        }
    }

    /// <summary>An act that the story asks for by name.</summary>
    public void Add(DateTimeOffset at, Func<ConsentProposal> say)
    {
        if (at < now)
        {
            acts.Add(new(at, say));
        }
    }

    public static ConsentProposal Proposal(ComplianceProfile profile, Purpose purpose, string? topic, PointDraft point, Id<Contact> contact, ConsentStatus? status, ConsentAction action, DateTimeOffset at) => new()
    {
        Point = point, Profile = profile, Purpose = purpose, Topic = topic is null ? null : purpose.Topics.Single(t => t.Code == topic), ContactId = contact, Status = status, Action = action,
        OccurredAt = at, ActorKind = ActorKind.Subject,
    };

    private void TellEuropean(DemoPerson person)
    {
        var (contact, language) = (person.Contact.Id, person.Country.Language);
        if (Chance(75) && Form(rules.Europe, rules.EuropeMarketing, Chance(70) ? "newsletter" : "offers", person.Email, contact, Later(person.Since), language, Chance(85)) is { } since)
        {
            Continue(person, rules.Europe, rules.EuropeMarketing, rules.EuropeTracking, since);
        }

        if (Chance(25))
        {
            Form(rules.Europe, rules.EuropeEvents, null, person.Email, contact, Later(person.Since), language, Chance(80));
        }

        if (Chance(20))
        {
            var at = Later(person.Since);
            var answer = Chance(70) ? ConsentStatus.OptedIn : ConsentStatus.OptedOut;
            Add(at, () => Proposal(rules.Europe, rules.Profiling, null, person.Email, contact, answer, ConsentAction.Ticked, at) with { ConfirmedAt = at, Source = "webshop checkout" });
        }
    }

    private void TellOther(DemoPerson person, ComplianceProfile profile)
    {
        var at = Later(person.Since);
        if (Chance(35))
        {
            Form(profile, rules.Commercial, Chance(60) ? "newsletter" : "product-updates", person.Email, person.Contact.Id, at, "en", confirmed: null);
        }
        else if (Chance(25))
        {
            Reported(profile, person, at);
        }

        Continue(person, profile, rules.Commercial, rules.Tracking, at);
    }

    // later on, people get tired, take a break, or allow more
    private void Continue(DemoPerson person, ComplianceProfile profile, Purpose purpose, Purpose tracking, DateTimeOffset since)
    {
        var (contact, at) = (person.Contact.Id, Later(since));
        switch (dice.Next(100))
        {
            case < 12:
                OneClick(profile, purpose, person.Email, contact, at);
                break;
            case < 20:
                var why = Pick(DemoWords.OptOutReasons);
                Add(at, () => Proposal(profile, purpose, null, person.Email, contact, ConsentStatus.OptedOut, ConsentAction.Button, at) with { Reason = why, Source = "preference center", MessageRefId = Message(at) });
                break;
            case < 26:
                Spoken(person, person.Email, purpose, ConsentStatus.OptedOut, at);
                break;
            case < 31:
                var until = now.AddDays(dice.Next(5, 60));
                Add(at, () => Proposal(profile, purpose, null, person.Email, contact, null, ConsentAction.Button, at) with { PausedUntil = until, Source = "preference center" });
                break;
            case < 45:
                Add(at, () => Proposal(profile, tracking, null, person.Email, contact, ConsentStatus.OptedIn, ConsentAction.Ticked, at) with { ConfirmedAt = at, Source = "preference center" });
                break;
        }
    }

    /// <summary>A ticked box on a public page; with double opt-in it waits, and the confirmation follows minutes later. Answers when it counted.</summary>
    private DateTimeOffset? Form(ComplianceProfile profile, Purpose purpose, string? topic, PointDraft point, Id<Contact> contact, DateTimeOffset at, string language, bool? confirmed)
    {
        ConsentEvidence evidence = new() { Wording = DemoWords.Wording(language), WordingVersion = "2", Language = language, Ip = DemoWords.Ip(dice), UserAgent = DemoWords.Browser(dice) };
        var (source, later) = (Pick(DemoWords.Sources), at.AddMinutes(dice.Next(2, 180)));
        Add(at, () => Proposal(profile, purpose, topic, point, contact, ConsentStatus.OptedIn, ConsentAction.Ticked, at) with
        {
            Evidence = evidence, Source = source, LacksConfirmation = confirmed is not null, ReoptIn = ReoptIn.NewerAct,
        });
        if (confirmed is not true)
        {
            return confirmed is null ? at : null;
        }

        Add(later, () => Proposal(profile, purpose, topic, point, contact, ConsentStatus.OptedIn, ConsentAction.Confirmed, later) with
        {
            Evidence = evidence, Source = source, ConfirmedAt = later, ReoptIn = ReoptIn.NewerAct, LiftsSuppression = true,
        });
        return later;
    }

    private void OneClick(ComplianceProfile profile, Purpose purpose, PointDraft point, Id<Contact> contact, DateTimeOffset at)
        => Add(at, () => Proposal(profile, purpose, null, point, contact, ConsentStatus.OptedOut, ConsentAction.OneClick, at) with { MessageRefId = Message(at), Source = "mailbox" });

    private void Spoken(DemoPerson person, PointDraft point, Purpose purpose, ConsentStatus status, DateTimeOffset at)
    {
        var profile = purpose == rules.Commercial ? person.Country.Code == "US" ? rules.America : rules.Default : rules.Europe;
        var words = status == ConsentStatus.OptedIn ? Pick(DemoWords.SpokenYes) : Pick(DemoWords.SpokenNo);
        var action = Chance(75) ? ConsentAction.Spoken : ConsentAction.Paper;
        Add(at, () => Proposal(profile, purpose, null, point, person.Contact.Id, status, action, at) with
        {
            ActorKind = ActorKind.Staff, ActorId = rep.Id!, OnBehalfOf = ActorKind.Subject, Reason = status == ConsentStatus.OptedOut ? "asked_us" : "", Evidence = new() { Justification = words }, ReoptIn = ReoptIn.NewerAct,
        });
    }

    private void Reported(ComplianceProfile profile, DemoPerson person, DateTimeOffset at)
    {
        var ends = Chance(50) ? at.AddMonths(6) : (DateTimeOffset?)null; // an implied consent that runs out
        Add(at, () => Proposal(profile, rules.Commercial, null, person.Email, person.Contact.Id, ConsentStatus.OptedIn, ConsentAction.Api, at) with
        {
            ActorKind = ActorKind.Application, ActorId = crm.Id!, Source = "crm", ValidUntil = ends,
        });
    }

    private Id<MessageReference> Message(DateTimeOffset at) => messages[at.DayOfYear * messages.Count / 367];

    private DateTimeOffset Later(DateTimeOffset than)
    {
        var days = Math.Max(1, (now - than).TotalDays);
        return than.AddDays(dice.NextDouble() * days * 0.8).AddMinutes(dice.Next(5, 600));
    }

    private bool Chance(int percent) => dice.Next(100) < percent;

    private T Pick<T>(T[] from) => from[dice.Next(from.Length)];
}
