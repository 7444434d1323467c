using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent;

/// <summary>The order of a decision: whatever else is wrong, the first hit wins, and the trace ends there.</summary>
public sealed class AskingTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Steps = ["address", "suppression", "restriction", "purpose_state", "contact", "child", "level", "flags", "pause", "purpose"];

    // everything is wrong at once; from row to row one more thing is mended
    [Theory]
    [InlineData(0, ReasonCode.InvalidAddress)]
    [InlineData(1, ReasonCode.Suppressed)]
    [InlineData(2, ReasonCode.Restricted)]
    [InlineData(3, ReasonCode.PurposeInactive)]
    [InlineData(4, ReasonCode.ContactMismatch)]
    [InlineData(5, ReasonCode.Child)]
    [InlineData(6, ReasonCode.LevelTooLow)]
    [InlineData(7, ReasonCode.DoNotContact)]
    [InlineData(8, ReasonCode.Paused)]
    [InlineData(9, ReasonCode.PurposeOptedOut)]
    [InlineData(10, ReasonCode.AllowedNotOptedOut)]
    public void The_first_hit_wins_and_every_step_visited_is_in_the_trace(int mended, ReasonCode expected)
    {
        List<TraceStep> trace = [];

        var decision = ConsentDecision.Decide(Question(active: mended > 3), mended > 0 ? Facts(mended) : null, Now, mended > 6 ? null : ConsentLevel.Profiling, trace);

        Assert.Equal(expected, decision.Message.Reason);
        Assert.Equal(mended >= 9, trace.Exists(t => t.Step == "purpose"));
        Assert.Equal(Steps.Take(Math.Min(mended, 9) + 1), trace.Select(t => t.Step).Where(s => s != "tracking"));
        Assert.All(trace.SkipLast(1).Where(t => t.Step != Steps[Math.Min(mended, 9)]), t => Assert.Equal("pass", t.Outcome));
    }

    [Fact]
    public void With_an_unknown_purpose_only_address_scope_suppressions_count()
    {
        RuleQuestion unknown = new() { RulebookVersion = 1, Known = false, Channel = Channel.Email };
        PointFacts facts = new();
        facts.Suppressions.Add(new(SuppressionScope.Marketing, default));
        facts.Suppressions.Add(new(SuppressionScope.Purpose, default));

        Assert.Equal(ReasonCode.PurposeUnknown, ConsentDecision.Decide(unknown, facts, Now).Message.Reason);
        facts.Suppressions.Add(new(SuppressionScope.Address, default));
        Assert.Equal(ReasonCode.Suppressed, ConsentDecision.Decide(unknown, facts, Now).Message.Reason);
    }

    [Theory]
    [InlineData(PurposeType.Commercial, true)]
    [InlineData(PurposeType.Tracking, true)]
    [InlineData(PurposeType.Transactional, false)]
    [InlineData(PurposeType.DataUse, false)]
    public void A_marketing_suppression_never_blocks_a_receipt(PurposeType type, bool stopped)
    {
        PointFacts facts = new();
        facts.Suppressions.Add(new(SuppressionScope.Marketing, default));

        Assert.Equal(stopped, ConsentDecision.Decide(Question(type: type), facts, Now).Message.Reason == ReasonCode.Suppressed);
    }

    [Theory]
    [InlineData(PurposeType.Commercial, ActorKind.Guardian, ReasonCode.AllowedOptedIn)]
    [InlineData(PurposeType.Commercial, ActorKind.Subject, ReasonCode.Child)]
    [InlineData(PurposeType.DataUse, ActorKind.Staff, ReasonCode.Child)]
    [InlineData(PurposeType.DataUse, ActorKind.Guardian, ReasonCode.AllowedOptedIn)]
    [InlineData(PurposeType.Transactional, ActorKind.Subject, ReasonCode.AllowedOptedIn)]
    public void A_child_needs_the_opt_in_of_its_guardian_but_not_for_a_receipt(PurposeType type, ActorKind by, ReasonCode expected)
    {
        var question = Question(type: type);
        PointFacts facts = new() { Contact = ContactAnswer.Owner, ContactId = new(1) };
        facts.Contacts.Add(new(new(1), default, Child: true, false, false, false, false));
        facts.Contacts.Add(new(new(2), default, Child: false, false, false, false, false)); // an adult who shares the address lifts nothing
        facts.Records.Add(Record(question, ConsentStatus.OptedIn, by));

        Assert.Equal(expected, ConsentDecision.Decide(question, facts, Now).Message.Reason);
    }

    [Theory]
    [InlineData("bulk", Channel.Email, PurposeType.Commercial, true)]
    [InlineData("bulk", Channel.Email, PurposeType.Tracking, false)]
    [InlineData("bulk", Channel.Sms, PurposeType.Commercial, false)]
    [InlineData("mail", Channel.Email, PurposeType.Commercial, true)]
    [InlineData("mail", Channel.Email, PurposeType.Tracking, true)]
    [InlineData("mail", Channel.Email, PurposeType.Transactional, false)]
    [InlineData("mail", Channel.Sms, PurposeType.Commercial, false)]
    [InlineData("phone", Channel.Sms, PurposeType.Commercial, true)]
    [InlineData("phone", Channel.Voice, PurposeType.Commercial, true)]
    [InlineData("phone", Channel.Sms, PurposeType.Transactional, false)]
    [InlineData("phone", Channel.Push, PurposeType.Commercial, false)]
    public void A_do_not_flag_stops_what_it_names(string flag, Channel channel, PurposeType type, bool stopped)
    {
        PointFacts facts = new();
        facts.Contacts.Add(new(new(1), default, false, false, DoNotBulk: flag == "bulk", DoNotMail: flag == "mail", DoNotPhone: flag == "phone"));

        Assert.Equal(stopped, ConsentDecision.Decide(Question(type: type, channel: channel), facts, Now).Message.Reason == ReasonCode.DoNotContact);
    }

    [Fact]
    public void Tracking_beside_a_message_hangs_on_its_purpose_and_do_not_allow_only()
    {
        var question = Question(type: PurposeType.Transactional) with { Tracking = Question(type: PurposeType.Tracking) };
        PointFacts facts = new();
        facts.Contacts.Add(new(new(1), default, false, DoNotTrack: false, DoNotBulk: true, DoNotMail: true, DoNotPhone: true));
        Assert.True(ConsentDecision.Decide(question, facts, Now).Tracking.Allowed);

        facts.Contacts.Add(new(new(2), default, false, DoNotTrack: true, false, false, false));
        Assert.Equal(ReasonCode.DoNotTrack, ConsentDecision.Decide(question, facts, Now).Tracking.Reason);
        Assert.True(ConsentDecision.Decide(question, facts, Now).Message.Allowed);
    }

    [Fact]
    public void The_order_of_the_contacts_changes_neither_reason_nor_evidence()
    {
        var question = Question(type: PurposeType.Tracking, scope: OptOutScope.Contact);
        ContactFact[] contacts = [new(new(1), default, false, DoNotTrack: true, false, false, false), new(new(2), default, false, false, false, DoNotMail: true, false), new(new(3), default, false, false, false, false, false)];
        RecordFact[] records = [Record(question, ConsentStatus.OptedOut) with { ContactId = new(1), EventId = new(71) }, Record(question, ConsentStatus.OptedOut) with { ContactId = new(3), EventId = new(72), OccurredAt = Now.AddHours(-1) }];

        Assert.Equal(ReasonCode.DoNotContact, Decide([.. contacts]).Message.Reason);
        Assert.Equal(ReasonCode.DoNotContact, Decide([.. contacts.Reverse()]).Message.Reason);
        contacts = [contacts[0] with { DoNotTrack = false }, contacts[2]];
        Assert.Equal(new(ReasonCode.PurposeOptedOut, Now.AddHours(-1), new(72)), Decide([.. contacts]).Message);
        Assert.Equal(new(ReasonCode.PurposeOptedOut, Now.AddHours(-1), new(72)), Decide([.. contacts.Reverse()]).Message);

        ConsentDecision Decide(List<ContactFact> order)
        {
            PointFacts facts = new();
            facts.Contacts.AddRange(order);
            facts.Records.AddRange(records);
            return ConsentDecision.Decide(question, facts, Now);
        }
    }

    [Fact]
    public void An_opt_in_counts_until_the_instant_it_expires_and_a_pause_until_it_ends()
    {
        var question = Question(model: EnforcementModel.Restrictive);
        PointFacts facts = new();
        facts.Records.Add(Record(question, ConsentStatus.OptedIn) with { ValidUntil = Now, PausedUntil = Now.AddHours(-1) });

        Assert.Equal(ReasonCode.Paused, ConsentDecision.Decide(question, facts, Now.AddHours(-2)).Message.Reason);
        Assert.Equal(ReasonCode.AllowedOptedIn, ConsentDecision.Decide(question, facts, Now.AddHours(-1)).Message.Reason);
        Assert.Equal(ReasonCode.AllowedOptedIn, ConsentDecision.Decide(question, facts, Now.AddTicks(-10)).Message.Reason);
        Assert.Equal(ReasonCode.PurposeNotOptedIn, ConsentDecision.Decide(question, facts, Now).Message.Reason);
    }

    private static PointFacts Facts(int mended)
    {
        PointFacts facts = new() { Restricted = mended <= 2, Contact = mended <= 4 ? ContactAnswer.Mismatch : ContactAnswer.NotAsked };
        if (mended <= 1)
        {
            facts.Suppressions.Add(new(SuppressionScope.Marketing, default));
        }

        facts.Contacts.Add(new(new(1), ConsentLevel.Consent, Child: mended <= 5, DoNotTrack: false, DoNotBulk: mended <= 7, DoNotMail: false, DoNotPhone: false));
        facts.Records.Add(Record(Question(), mended <= 9 ? ConsentStatus.OptedOut : ConsentStatus.NotSet) with { PausedUntil = mended <= 8 ? Now.AddDays(1) : null });
        return facts;
    }

    private static RecordFact Record(RuleQuestion question, ConsentStatus status, ActorKind by = ActorKind.Subject)
        => new(question.PurposeId, default, default, status, Now.AddDays(-1), null, null, by, new(70));

    private static RuleQuestion Question(bool active = true, PurposeType type = PurposeType.Commercial, Channel channel = Channel.Email,
        EnforcementModel model = EnforcementModel.NonRestrictive, OptOutScope scope = OptOutScope.Address)
    {
        Purpose purpose = new() { Id = new(500 + (int)type), Type = type, States = { new() { OptOutScope = scope } } };
        return new() { RulebookVersion = 1, Known = true, Active = active, Purpose = purpose, Channel = channel, Model = model };
    }
}
