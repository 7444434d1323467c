using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>The portal's own words of a section, in any shipped language: what readers see where staff wrote nothing. Keys of the public texts.</summary>
/// <param name="Sender">Who writes, as the public pages name it.</param>
internal sealed record OwnWords(string Sender)
{
    public string Title(SectionKind kind, string language) => Say(language, kind switch
    {
        SectionKind.Heading => "Your preferences",
        SectionKind.Everything => "Unsubscribe",
        SectionKind.Purposes => "Or choose what you get",
        SectionKind.DataUses => "Use of your data",
        SectionKind.Tracking => "Tracking in messages",
        SectionKind.Pause => "Pause",
        SectionKind.ConsentLevel => "How far you agree",
        SectionKind.AllBrands => "All our brands",
        SectionKind.Topics => "Topics",
        SectionKind.Channels => "One channel at a time",
        SectionKind.ContactFields => "Your details",
        SectionKind.DataRights => "Your rights",
        SectionKind.Legal => "Who we are",
        _ => null,
    });

    public string Body(SectionKind kind, string language) => Say(language, kind switch
    {
        SectionKind.Heading => "Choose what {0} may send to this address:",
        SectionKind.Everything => "One click, nothing else to fill in. Receipts and other service messages still reach you.",
        SectionKind.DataUses => "No message hangs on these. Switching off counts at once, for everything under this address.",
        SectionKind.Tracking => "May we see that you opened a message and what you clicked? Messages reach you either way.",
        SectionKind.Pause => "No offers and no news for a while. Nothing is unsubscribed, and service messages still reach you.",
        SectionKind.ConsentLevel => "Each step includes those before it. A lower step counts at once; a higher one you confirm by a mail that we send you.",
        SectionKind.AllBrands => "Stops advertising and tracking from every brand that uses this service, not only from {0}. It also holds for messages that are new in the future.",
        SectionKind.Channels => "Stops all advertising there. Receipts and other service messages still reach you.",
        SectionKind.DataRights => "Your data belong to you. This is what you can do, at no cost and without giving a reason.",
        _ => null,
    });

    public string Button(SectionKind kind, string language) => Say(language, kind switch
    {
        SectionKind.Everything => "Unsubscribe from everything",
        SectionKind.Purposes => "Save my choices",
        SectionKind.ConsentLevel => "Save this step",
        SectionKind.AllBrands => "Stop it for all brands",
        _ => null,
    });

    private string Say(string language, string? key) => key is null ? "" : ReaderTexts.In(language, key, Sender);
}
