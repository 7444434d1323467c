using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Core.Preferences;

/// <summary>Our words in those of the W3C Data Privacy Vocabulary 2.3, as IRIs: the one place where they are mapped.</summary>
public static class DpvTerms
{
    public const string Namespace = "https://w3id.org/dpv#";

    /// <summary>The state that an answer came to. Refusing what was never agreed to is no withdrawal.</summary>
    public static string Status(ConsentStatus before, ConsentStatus after) => Iri(after switch
    {
        ConsentStatus.OptedIn => before == ConsentStatus.OptedIn ? "RenewedConsentGiven" : "ConsentGiven",
        ConsentStatus.OptedOut => before == ConsentStatus.OptedIn ? "ConsentWithdrawn" : "ConsentRefused",
        ConsentStatus.Pending => "ConsentRequested",
        ConsentStatus.Expired => "ConsentExpired",
        _ => "ConsentUnknown",
    });

    /// <summary>How it was said: a box, a confirmation or a paper names the very thing; one button for all does not.</summary>
    public static string Expression(ConsentAction action)
        => Iri(action is ConsentAction.Ticked or ConsentAction.Confirmed or ConsentAction.Paper or ConsentAction.Spoken ? "ExplicitlyExpressedConsent" : "ExpressedConsent");

    /// <summary>What the purpose is for.</summary>
    public static IReadOnlyList<string> Purposes(Purpose purpose, Topic? topic)
    {
        string[] terms = purpose switch
        {
            { Type: PurposeType.Commercial } when topic is not null => ["DirectMarketing", "CommunicationManagement"],
            { Type: PurposeType.Commercial } => ["DirectMarketing"],
            { Type: PurposeType.Transactional } => ["FulfilmentOfContractualObligation", "ServiceProvision"],
            { Type: PurposeType.Tracking } => ["ServiceUsageAnalytics"],
            { DataUse: DataUse.SaleOrShare } => ["SellDataToThirdParties"],
            { DataUse: DataUse.Profiling } => ["Personalisation", "TargetedAdvertising"],
            { DataUse: DataUse.Analytics } => ["ServiceUsageAnalytics"],
            _ => ["Purpose"],
        };
        return [.. terms.Select(Iri)];
    }

    /// <summary>What the purpose says it rests on; where nobody said, what its type rests on.</summary>
    public static string LegalBasis(Purpose? purpose) => Iri(purpose?.LawfulBasis switch
    {
        LawfulBasis.Contract => "Contract",
        LawfulBasis.LegalObligation => "LegalObligation",
        LawfulBasis.VitalInterest => "VitalInterest",
        LawfulBasis.PublicTask => "PublicInterest",
        LawfulBasis.LegitimateInterest => "LegitimateInterest",
        null when purpose?.Type == PurposeType.Transactional => "Contract",
        _ => "Consent",
    });

    public static string Iri(string term) => Namespace + term;
}
