using ConsentPortal.Core.Team;

namespace ConsentPortal.Web.SignIn;

/// <summary>Language and looks of the member, as an open circuit last saw them: tells when they changed them elsewhere, in another tab or on
/// another machine.</summary>
public sealed class OwnSettings
{
    private (string Language, Theme Theme, Density Density)? known;

    /// <summary>The language is another one now: the page has to be drawn anew.</summary>
    public event EventHandler? LanguageChanged;

    /// <summary>Theme or density is another one now.</summary>
    public event EventHandler? AppearanceChanged;

    public Theme Theme => known?.Theme ?? default;

    public Density Density => known?.Density ?? default;

    internal void Look(TeamMember member)
    {
        var before = known;
        known = (member.Language, member.Theme, member.Density);
        if (before is { } then && then.Language != member.Language)
        {
            LanguageChanged?.Invoke(this, EventArgs.Empty);
        }
        else if (before is { } old && old != known)
        {
            AppearanceChanged?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>What the page was drawn with, so that a change between that and the first look is noticed too.</summary>
    public void Start(string language, Theme theme, Density density) => known ??= (language, theme, density);
}
