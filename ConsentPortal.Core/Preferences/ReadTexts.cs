using System.Text;
using ConsentPortal.Core.Compliance;

namespace ConsentPortal.Core.Preferences;

/// <summary>What of a section's own words a reader gets: those in their language; where the portal has none to put in their place, those in
/// another one.</summary>
/// <param name="Fallback">The profile's language (BCP 47).</param>
internal readonly record struct ReadTexts(string Language, string Fallback)
{
    public string Title(CenterSection section) => In(section.Title, section.Kind.IsRepeatable());

    public string Body(CenterSection section) => section.Kind == SectionKind.Image ? "" : In(section.Body, section.Kind is SectionKind.Text or SectionKind.Legal);

    /// <summary>In UTF-8, as the page sends them.</summary>
    public int Bytes(CenterSection section) => new[] { Title(section), Body(section), In(section.Button, mayBeAnother: false), In(section.ImageAlt, mayBeAnother: true) }.Sum(Encoding.UTF8.GetByteCount);

    private string In(LocalText text, bool mayBeAnother) => text.Exactly(Language) ?? (mayBeAnother ? text.In(Language, Fallback) : "");
}
