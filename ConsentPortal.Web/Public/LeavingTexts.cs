using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>Why somebody leaves, in the reader's words: keys of PublicTexts.</summary>
internal static class LeavingTexts
{
    public static string Of(LeavingWord word) => word switch
    {
        LeavingWord.TooMany => "Too many messages",
        LeavingWord.NotRelevant => "The content is not relevant to me",
        LeavingWord.NeverSignedUp => "I never signed up",
        LeavingWord.Privacy => "I worry about my privacy",
        _ => "Something else",
    };
}
