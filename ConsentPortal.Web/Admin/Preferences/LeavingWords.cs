using ConsentPortal.Core.Preferences;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.Preferences;

/// <summary>Why people leave, as staff read it.</summary>
internal static class LeavingWords
{
    public static string Of(IStringLocalizer<Texts> l, LeavingWord word) => word switch
    {
        LeavingWord.TooMany => l["Too many messages"],
        LeavingWord.NotRelevant => l["The content is not relevant"],
        LeavingWord.NeverSignedUp => l["Never signed up"],
        LeavingWord.Privacy => l["Privacy concerns"],
        _ => l["Another reason"],
    };
}
