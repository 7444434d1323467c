using ConsentPortal.Core.Contacts;

namespace ConsentPortal.Web.Public;

/// <summary>The steps of consent as readers are told them: keys of PublicTexts.</summary>
internal static class LevelTexts
{
    public static string Name(ConsentLevel level) => level switch
    {
        ConsentLevel.None => "0: Nothing agreed",
        ConsentLevel.Consent => "1: Stay in touch",
        ConsentLevel.Transactional => "2: Orders and service",
        ConsentLevel.Subscriptions => "3: What I subscribe to",
        ConsentLevel.Marketing => "4: Offers and invitations",
        _ => "5: Chosen for me",
    };

    /// <summary>What the step means, then what it brings.</summary>
    public static string Meaning(ConsentLevel level) => level switch
    {
        ConsentLevel.None => "We use your data only where the law lets us without asking. You still get answers to what you ask us.",
        ConsentLevel.Consent => "We may keep your details to stay in touch. You need not introduce yourself again.",
        ConsentLevel.Transactional => "We may also write about your orders, bookings and service. You know where things stand.",
        ConsentLevel.Subscriptions => "We may also send the newsletters you sign up for. You read what you chose.",
        ConsentLevel.Marketing => "We may also send offers and invitations. You hear of them first.",
        _ => "We may also use what you do to choose what fits you. You get less, and what suits you better.",
    };
}
