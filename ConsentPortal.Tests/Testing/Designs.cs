using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Tests.Testing;

/// <summary>Preference centers that somebody designed.</summary>
public static class Designs
{
    /// <summary>What every portal begins with.</summary>
    public static CenterDesign Plain => new PreferenceCenter().Design;

    /// <summary>These sections from top to bottom, each with the portal's own words.</summary>
    public static CenterDesign Of(params SectionKind[] kinds) => Plain with { Sections = [.. kinds.Select(k => CenterSection.Of(k))] };

    /// <summary>The same with other words in one section.</summary>
    public static CenterDesign With(this CenterDesign design, SectionKind kind, Func<CenterSection, CenterSection> change)
        => design with { Sections = [.. design.Sections.Select(s => s.Kind == kind ? change(s) : s)] };

    /// <summary>One text in one language.</summary>
    public static LocalText In(string language, string text) => new([new(language, text)]);

    /// <summary>The same text in all shipped languages.</summary>
    public static LocalText Everywhere(string text) => new(ReaderLanguage.All.Select(l => KeyValuePair.Create(l.Code, text)));

    /// <summary>Makes it the draft of the default profile and publishes it.</summary>
    public static Task<int> PublishesAsync(this WebPortal portal, CenterDesign design, string comment = "")
        => PublishesAsync(portal.Get<Rulebooks>(), portal.Get<ReadCenterDesign>(), portal.Get<SaveCenterDraft>(), portal.Get<PublishCenter>(), design, comment);

    public static Task<int> PublishesAsync(this TestPortal portal, CenterDesign design, string comment = "")
        => PublishesAsync(portal.Get<Rulebooks>(), portal.Get<ReadCenterDesign>(), portal.Get<SaveCenterDraft>(), portal.Get<PublishCenter>(), design, comment);

    private static async Task<int> PublishesAsync(Rulebooks rules, ReadCenterDesign read, SaveCenterDraft save, PublishCenter publish, CenterDesign design, string comment)
    {
        var profile = (await rules.FreshAsync(CancellationToken.None)).Profiles[0].Id;
        var now = (await read.RunAsync(profile, Actors.Admin, CancellationToken.None)).Value;
        var saved = await save.RunAsync(new(profile, now.DraftVersion, design), Actors.Admin, CancellationToken.None);
        var published = await publish.RunAsync(new(profile, saved.Value.Version, comment), Actors.Admin, CancellationToken.None);
        Assert.True(published.Ok, published.Problem?.Message);
        return published.Value;
    }
}
