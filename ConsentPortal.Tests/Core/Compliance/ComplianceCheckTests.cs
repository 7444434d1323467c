using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Compliance;

/// <summary>The check is a pure function, so these scenes need no database.</summary>
public sealed class ComplianceCheckTests
{
    public static TheoryData<string> Regimes => [.. RegimePresets.All.Select(p => p.Code)];

    public static TheoryData<string, CheckKind> Musts => [.. RegimePresets.All.SelectMany(p => p.Checks.Select(c => (p.Code, c.Kind)))];

    [Theory]
    [MemberData(nameof(Regimes))]
    public void A_profile_that_says_everything_lacks_nothing(string regime)
        => Assert.Empty(new Scene(regime).Lacks());

    [Theory]
    [MemberData(nameof(Musts))]
    public void Each_thing_that_is_taken_away_is_missed_alone_with_its_source_and_its_place(string regime, CheckKind kind)
    {
        Scene scene = new(regime);

        scene.Take(kind);

        var lack = Assert.Single(scene.Lacks());
        var check = RegimePresets.Find(regime)!.Checks.Single(c => c.Kind == kind);
        Assert.Equal((kind, check.Must, check.Source), (lack.Kind, lack.Must, lack.Source));
        Assert.NotEmpty(lack.Spots);
    }

    [Theory]
    [MemberData(nameof(Regimes))]
    public void A_stricter_profile_lacks_no_more(string regime)
    {
        Scene scene = new(regime);

        scene.Tighten();

        Assert.Empty(scene.Lacks());
    }

    [Fact]
    public void Without_a_law_the_sender_is_asked_for_and_the_law()
    {
        Scene scene = new("can-spam");
        scene.Profile.Regime = "";
        scene.Profile.CompanyName = "";

        Assert.Equal([CheckKind.CompanyName, CheckKind.Regime], scene.Lacks().Select(l => l.Kind));
    }

    [Fact]
    public void An_older_preset_and_topics_of_receipts_are_worth_a_look()
    {
        Scene scene = new("casl");
        scene.Profile.Regime = "casl@1";
        scene.AddTopic(PurposeType.Transactional);

        Assert.Equal([(CheckKind.TransactionalTopics, false), (CheckKind.NewerPreset, false)], scene.Lacks().Select(l => (l.Kind, l.Must)));
    }

    [Fact]
    public void A_wording_is_judged_in_each_of_its_languages()
    {
        Scene scene = new("casl");
        scene.Publish("fr", 2, "Oui, je veux tout de Example Ltd.");

        var lack = Assert.Single(scene.Lacks());

        Assert.Equal((CheckKind.WithdrawalSentence, "fr"), (lack.Kind, Assert.Single(Assert.Single(lack.Spots).Languages!)));
    }

    [Fact]
    public void A_profile_in_another_language_needs_its_wording_in_that_language()
    {
        Scene scene = new("uk");
        scene.Profile.DefaultLanguage = "cy";

        var lack = Assert.Single(scene.Lacks());

        Assert.Equal((CheckKind.Wording, 2), (lack.Kind, lack.Spots.Count)); // commercial and tracking
    }

    [Theory]
    [InlineData("en", "I can unsubscribe at any time.", true)]
    [InlineData("en", "I agree to everything.", false)]
    [InlineData("de", "Der Widerruf ist jederzeit möglich.", true)]
    [InlineData("pl", "Zgodę można cofnąć.", true)]
    [InlineData("fi", "Hyväksyn.", true)] // nobody here can read it
    public void The_withdrawal_sentence_is_found_in_every_shipped_language(string language, string text, bool said) => Assert.Equal(said, WordingCheck.SaysWithdrawal(text, language));

    [Fact]
    public void The_texts_that_ship_say_what_they_must()
        => Assert.All(RegimePresets.All.SelectMany(p => p.Texts.Values).SelectMany(t => t), t => Assert.True(WordingCheck.SaysWithdrawal(t.Value, t.Key), t.Value));

    /// <summary>A profile as its preset makes it, with everything said that can be said.</summary>
    private sealed class Scene
    {
        private readonly RegimePreset preset;
        private readonly RulebookMaker make = new(new(TimeProvider.System), DateTimeOffset.UnixEpoch);
        private readonly RulebookMaker later = new(new(TimeProvider.System), DateTimeOffset.UnixEpoch.AddDays(1));
        private readonly List<Purpose> purposes = [];
        private List<PublishedWording> wordings = [];

        public Scene(string regime)
        {
            preset = RegimePresets.Find(regime)!;
            Profile = make.Profile(1, "p", "Brand", preset.DoubleOptIn, ("https://example.com/privacy", "1"));
            (Profile.CompanyName, Profile.PostalAddress, Profile.ControllerContact, Profile.DpoContact) = ("Example Ltd", "1 Street", "a@example.com", "dpo@example.com");
            (Profile.Regime, Profile.Deadlines) = (preset.Reference, preset.Deadlines);
            foreach (var (code, type, name, description) in StartingPurposes.For(preset))
            {
                var purpose = make.Purpose((short)(purposes.Count + 1), code, type, name, description);
                purpose.Facts = new(LawfulBasis.Consent, "address", "Mailer Inc.", "two years", "");
                make.Use(Profile, purpose, preset);
                purposes.Add(purpose);
                wordings.AddRange(preset.Texts.TryGetValue(type, out var texts) ? texts.Select(t => make.Wording(purpose, null, t.Key, 1, PresetTexts.Filled(t.Value, Profile), "")) : []);
            }
        }

        public ComplianceProfile Profile { get; }

        private Purpose Commercial => purposes[0];

        public IReadOnlyList<Lack> Lacks() => ComplianceCheck.Of(new(1, [Profile], purposes, new(wordings)), Profile);

        public void Publish(string language, int number, string text) => wordings.Add(make.Wording(Commercial, null, language, number, text, ""));

        public void AddTopic(PurposeType type) => purposes.Single(p => p.Type == type).Topics.Add(make.Topic(purposes.Single(p => p.Type == type), 1, 1, "t", new("T"), new()));

        /// <summary>Unknown is no everywhere, everything ends after a month, everything is answered at once.</summary>
        public void Tighten()
        {
            foreach (var purpose in purposes)
            {
                foreach (var channel in RulebookMaker.ChannelsOf(purpose.Type))
                {
                    later.Enforce(Profile, purpose, channel, EnforcementModel.Restrictive);
                }

                later.Hold(Profile, purpose, new(1, 1, 1));
            }

            later.Turn(Profile, doubleOptIn: true);
            var now = new Term(0, TermUnit.Days);
            Profile.Deadlines = new(now, now, now, now);
        }

        public void Take(CheckKind kind)
        {
            switch (kind)
            {
                case CheckKind.CompanyName: Profile.CompanyName = ""; Reword("Example Ltd", "Brand"); break;
                case CheckKind.PostalAddress: Profile.PostalAddress = ""; break;
                case CheckKind.ControllerContact: Profile.ControllerContact = ""; break;
                case CheckKind.DpoContact: Profile.DpoContact = ""; break;
                case CheckKind.PolicyUrl: later.Turn(Profile, policy: ("", "1")); break;
                case CheckKind.PolicyVersion: later.Turn(Profile, policy: ("https://example.com", "")); break;
                case CheckKind.DoubleOptIn: later.Turn(Profile, doubleOptIn: false); break;
                case CheckKind.Models: later.Enforce(Profile, Commercial, Channel.Sms, EnforcementModel.NonRestrictive); break;
                case CheckKind.Validity: later.Hold(Profile, Commercial, ValidityTerms.Unlimited); break;
                case CheckKind.OptOutDeadline: Profile.Deadlines = Profile.Deadlines with { OptOut = new(100, TermUnit.Days) }; break;
                case CheckKind.AcknowledgeDeadline: Profile.Deadlines = Profile.Deadlines with { Acknowledge = null }; break;
                case CheckKind.AnswerDeadline: Profile.Deadlines = Profile.Deadlines with { Answer = new(2, TermUnit.Months) }; break;
                default: TakeOfPurposes(kind); break;
            }
        }

        private void TakeOfPurposes(CheckKind kind)
        {
            switch (kind)
            {
                case CheckKind.Wording: wordings.RemoveAll(w => w.PurposeId == Commercial.Id); break;
                case CheckKind.SenderInWording: Reword("Example Ltd", "somebody"); break;
                case CheckKind.WithdrawalSentence: Publish("en", 9, "I agree to what Example Ltd sends. Agreeing is not a condition."); break;
                case CheckKind.NoCondition: Publish("en", 9, "I agree to what Example Ltd sends. I can opt out."); break;
                case CheckKind.LawfulBasis: Commercial.Facts = Commercial.Facts with { LawfulBasis = null }; break;
                case CheckKind.DataCategories: Commercial.Facts = Commercial.Facts with { DataCategories = "" }; break;
                case CheckKind.Recipients: Commercial.Facts = Commercial.Facts with { Recipients = "" }; break;
                case CheckKind.Retention: Commercial.Facts = Commercial.Facts with { Retention = "" }; break;
                case CheckKind.SaleOrSharePurpose: purposes.Single(p => p.DataUse == DataUse.SaleOrShare).DataUse = null; break;
                default: throw new ArgumentOutOfRangeException(nameof(kind), kind, "cannot be taken");
            }
        }

        private void Reword(string old, string words) => wordings = wordings.ConvertAll(w => make.Wording(purposes.Single(p => p.Id == w.PurposeId), null, w.Language, w.Number, w.Text.Replace(old, words, StringComparison.Ordinal), ""));
    }
}
