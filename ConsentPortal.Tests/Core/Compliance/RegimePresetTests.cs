using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class RegimePresetTests
{
    private const EnforcementModel Yes = EnforcementModel.NonRestrictive, No = EnforcementModel.Restrictive;

    // the laws' own numbers and models, written here a second time on purpose: a slip in a data file fails
    public static TheoryData<string, string, EnforcementModel, EnforcementModel, EnforcementModel, string> Laws => new()
    {
        // preset, opt-ins confirmed?, commercial mail, commercial text messages, data use, deadlines: opt-out, acknowledge, answer, extension
        { "gdpr-eea@2", "confirmed", No, No, No, "0 days, –, 1 months, 2 months" },
        { "uk@1", "confirmed", No, No, No, "0 days, –, 1 months, 2 months" },
        { "can-spam@2", "at once", Yes, No, No, "10 businessDays, –, –, –" },
        { "casl@2", "at once", No, No, No, "10 businessDays, –, 30 days, 30 days" },
        { "ccpa@1", "at once", Yes, No, Yes, "15 businessDays, 10 businessDays, 45 days, 45 days" },
        { "us-state@1", "at once", Yes, No, Yes, "15 days, –, 45 days, 45 days" },
        { "lgpd@1", "at once", No, No, No, "0 days, 0 days, 15 days, –" },
        { "hipaa@1", "confirmed", No, No, No, "0 days, –, 30 days, 30 days" },
        { "tcpa@1", "at once", Yes, No, No, "10 businessDays, –, –, –" },
    };

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task Each_preset_makes_the_profile_that_its_law_asks_for(string reference, string optIns, EnforcementModel mail, EnforcementModel sms, EnforcementModel data, string deadlines)
    {
        await using var portal = await TestPortal.StartAsync();
        var code = reference.Split('@')[0];

        await portal.CreateProfileAsync("p", code);
        await portal.AddPurposeAsync("p-analytics", PurposeType.DataUse, "p");

        var (rules, preset) = (await portal.RulesAsync(), RegimePresets.Find(code)!);
        var profile = rules.Profile("p")!;
        Assert.Equal((reference, optIns == "confirmed"), (profile.Regime, profile.State.DoubleOptIn));
        Assert.Equal((mail, sms, No, Yes, data), (Model("p-commercial", Channel.Email), Model("p-commercial", Channel.Sms), Model("p-tracking", Channel.Email), Model("p-transactional", Channel.Email), Model("p-analytics", Channel.None)));
        Assert.Equal(deadlines, string.Join(", ", new[] { profile.OptOutWithin, profile.AcknowledgeWithin, profile.AnswerWithin, profile.ExtendBy }.Select(t => t?.ToString() ?? "–")));
        Assert.Equal(preset.DataUses, rules.PurposesOf(profile).Where(p => p.Type == PurposeType.DataUse && p.Code != "p-analytics").Select(p => p.DataUse!.Value));
        foreach (var purpose in rules.PurposesOf(profile))
        {
            Assert.Equal(OptOutScope.Address, purpose.State.OptOutScope);
            Assert.Equal(preset.Validity.GetValueOrDefault(purpose.Type) ?? ValidityTerms.Unlimited, Rulebook.TermsOf(profile, purpose));
            Assert.Equal(preset.Texts.TryGetValue(purpose.Type, out var texts) ? texts.Keys.Order() : Enumerable.Empty<string>(), rules.Wordings.Of(purpose.Id).Select(w => w.Language).Order());
        }

        EnforcementModel Model(string purpose, Channel channel) => Rulebook.ModelOf(profile, rules.Purpose(purpose)!, channel);
    }

    [Fact]
    public void The_terms_that_end_consent_are_the_laws()
    {
        Assert.Equal(new ValidityTerms(null, 24, 6), RegimePresets.Find("casl")!.Validity[PurposeType.Commercial]);
        Assert.Equal(12, RegimePresets.Find("hipaa")!.Validity[PurposeType.Commercial].OptInMonths);
        Assert.Equal((16, 13, 12), (RegimePresets.Find("gdpr-eea")!.ChildAge, RegimePresets.Find("uk")!.ChildAge, RegimePresets.Find("lgpd")!.ChildAge));
    }

    [Theory, OnEveryDatabase]
    public async Task The_texts_name_the_sender_and_are_in_force_in_their_languages(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        await portal.CreateProfileAsync("canada", "casl");

        var rules = await portal.RulesAsync();
        var shown = rules.Wordings.InForce(rules.Purpose("canada-commercial")!, null, "fr")!;
        Assert.Contains("de Example Ltd (1 Example Street)", shown.Text, StringComparison.Ordinal);
        Assert.Equal("fr", shown.Language);
        Assert.Null(rules.Wordings.InForce(rules.Purpose("canada-tracking")!, null, "en"));
        var told = (await portal.AuditAsync()).Single(a => a.Entry.Kind == RulebookEvents.WordingPublished);
        Assert.Equal(["wording.en", "wording.fr"], told.Values.Changes.Select(c => c.Field));
    }

    [Fact]
    public void A_text_without_an_address_has_no_empty_brackets()
    {
        var profile = new RulebookMaker(new(TimeProvider.System), DateTimeOffset.UnixEpoch).Profile(9, "x", "Brand", doubleOptIn: false);

        Assert.All(RegimePresets.All.SelectMany(p => p.Texts.Values).SelectMany(t => t.Values), text =>
        {
            var words = PresetTexts.Filled(text, profile);
            Assert.Contains("Brand", words, StringComparison.Ordinal);
            Assert.DoesNotContain("{", words, StringComparison.Ordinal);
            Assert.DoesNotContain("()", words, StringComparison.Ordinal);
            Assert.InRange(words.Length, 40, PublishedWording.TextMaxLength);
        });
    }

    [Fact]
    public async Task A_profile_that_shares_purposes_publishes_nothing_under_them()
    {
        await using var portal = await TestPortal.StartAsync();

        await portal.CreateProfileAsync("eu", shareWith: "default");

        Assert.Empty((await portal.RulesAsync()).Wordings.Of((await portal.RulesAsync()).Purpose("commercial")!.Id));
    }

    [Fact]
    public void Every_check_of_a_preset_says_where_the_law_says_so()
        => Assert.All(RegimePresets.All, p =>
        {
            Assert.NotEmpty(p.Checks);
            Assert.Equal(p.Checks.Count, p.Checks.Select(c => c.Kind).Distinct().Count());
            Assert.All(p.Checks, c => Assert.Matches(@"\d", c.Source));
        });
}
