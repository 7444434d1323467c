using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class ChooseCountryTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task The_answer_is_kept_and_not_now_is_an_answer(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Assert.Null(await portal.Get<ReadCountry>().RunAsync(Ct));

        Assert.True((await portal.Get<ChooseCountry>().RunAsync(new(""), Actors.Admin, Ct)).Ok);
        Assert.Equal("", await portal.Get<ReadCountry>().RunAsync(Ct));

        Assert.True((await portal.Get<ChooseCountry>().RunAsync(new("de"), Actors.Admin, Ct)).Ok);
        Assert.Equal("DE", await portal.Get<ReadCountry>().RunAsync(Ct));
    }

    [Fact]
    public async Task Only_who_edits_the_rules_answers_and_only_with_a_country()
    {
        await using var portal = await TestPortal.StartAsync();

        Assert.Equal(Refusal.Forbidden, (await portal.Get<ChooseCountry>().RunAsync(new("DE"), Actors.Rep, Ct)).Problem!.Refusal);
        Assert.Equal("Country", (await portal.Get<ChooseCountry>().RunAsync(new("Germany"), Actors.Admin, Ct)).Problem!.Field);
    }

    [Theory]
    [InlineData("DE", "gdpr-eea")]
    [InlineData("US", "can-spam")]
    [InlineData("BR", "lgpd")]
    [InlineData("GB", "uk")]
    [InlineData("JP", "gdpr-eea")]
    public void A_country_is_offered_the_preset_that_fits_or_the_strictest(string country, string preset) => Assert.Equal(preset, RegimePresets.For(country).Code);
}
