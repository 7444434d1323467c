using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>Sections as staff read them: which one, what it is for, icon, why it stays.</summary>
internal static class SectionWords
{
    /// <summary>The name of one section: what it says in the reader's language tells texts and images apart.</summary>
    public static string Name(IStringLocalizer<Texts> L, CenterSection section)
    {
        var own = section.Title.IsEmpty ? section.ImageAlt : section.Title;
        return !section.Kind.IsRepeatable() || own.IsEmpty ? SectionNames.Of(L, section.Kind) : L["{0}: {1}", SectionNames.Of(L, section.Kind), Short(own.In(Languages.OfStaffPages))];
    }

    public static string Meaning(IStringLocalizer<Texts> L, SectionKind kind) => kind switch
    {
        SectionKind.Heading => L["The title of the page and its first sentence."],
        SectionKind.Everything => L["Refusing in one click: this kind of message, or everything."],
        SectionKind.Purposes => L["What may be sent, purpose by purpose and channel by channel."],
        SectionKind.Topics => L["The topics under a heading of their own. Without it each stands with its purpose."],
        SectionKind.Channels => L["One button a channel that stops all advertising there."],
        SectionKind.DataUses => L["Sale or sharing, profiling and analytics under a heading of their own. Without it they stand among the purposes."],
        SectionKind.Tracking => L["Tracking under a heading of its own. Without it it stands among the purposes."],
        SectionKind.Pause => L["30 or 90 days without commercial messages. Nothing is unsubscribed."],
        SectionKind.ConsentLevel => L["Six steps with what each brings, where the page knows which person it speaks to."],
        SectionKind.ContactFields => L["Leads to the page where people correct their details, after a code that we send to the address."],
        SectionKind.DataRights => L["The rights of the person, and how each is used."],
        SectionKind.AllBrands => L["Stops advertising from all your brands at once."],
        SectionKind.Legal => L["Company, postal address and controller. Without it they stand in the footer."],
        SectionKind.Image => L["A picture, with what it says to people who cannot see it."],
        _ => L["A text of your own. A blank line begins a new paragraph."],
    };

    public static string Icon(SectionKind kind) => kind switch
    {
        SectionKind.Heading => "title",
        SectionKind.Everything => "unsubscribe",
        SectionKind.Purposes => "checklist",
        SectionKind.Topics => "topic",
        SectionKind.Channels => "forum",
        SectionKind.DataUses => "database",
        SectionKind.Tracking => "ads_click",
        SectionKind.Pause => "pause_circle",
        SectionKind.ConsentLevel => "stairs",
        SectionKind.ContactFields => "contact_page",
        SectionKind.DataRights => "gavel",
        SectionKind.AllBrands => "block",
        SectionKind.Legal => "domain",
        SectionKind.Image => "image",
        _ => "notes",
    };

    /// <summary>Why it cannot be taken away; null = it can.</summary>
    public static string? WhyKept(IStringLocalizer<Texts> L, SectionKind kind) => kind switch
    {
        SectionKind.Heading => L["It stays: a page needs its title."].Value,
        SectionKind.Everything => L["It stays: refusing must be possible in one click."].Value,
        SectionKind.Purposes => L["It stays: every choice must be on the page."].Value,
        SectionKind.AllBrands => L["It stays: people must be able to refuse all brands at once."].Value,
        _ => null,
    };

    /// <summary>Why it stands where it stands; null = it goes anywhere below.</summary>
    public static string? WhyFixed(IStringLocalizer<Texts> L, SectionKind kind) => kind switch
    {
        SectionKind.Heading => L["Always first."].Value,
        SectionKind.Everything => L["Always near the top: refusing must be on the first screen."].Value,
        _ => null,
    };

    private const int ShortLength = 40;

    private static string Short(string text) => text.Length <= ShortLength ? text : string.Concat(text.AsSpan(0, ShortLength).TrimEnd(), "…");
}
