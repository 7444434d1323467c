using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Gives an opt-in its end, for every door: as many months after the act as the profile says, on the same-numbered day (the last
/// of a shorter month). A new act gives a new end; the same yes told again, or a changed rule, does not.</summary>
internal static class Validity
{
    /// <summary>What an event keeps as its reason where nobody opted in by word or deed of their own.</summary>
    public const string ImpliedPurchase = "implied_purchase", ImpliedInquiry = "implied_inquiry";

    /// <summary>The months that the terms give to this basis; null = no end, or, for implied consent, not accepted.</summary>
    public static int? MonthsOf(ValidityTerms terms, ConsentBasis basis) => basis switch
    {
        ConsentBasis.ImpliedPurchase => terms.PurchaseMonths,
        ConsentBasis.ImpliedInquiry => terms.InquiryMonths,
        _ => terms.OptInMonths,
    };

    public static string ReasonOf(ConsentProposal proposal) => proposal.Basis switch
    {
        ConsentBasis.ImpliedPurchase => ImpliedPurchase,
        ConsentBasis.ImpliedInquiry => ImpliedInquiry,
        _ => proposal.Reason,
    };

    /// <param name="own">The record with the proposal's key.</param>
    public static ConsentProposal Give(ConsentProposal proposal, ConsentRecord? own, DateTimeOffset now)
    {
        if (proposal.Status != ConsentStatus.OptedIn || proposal.EndsAsStated || proposal.LacksConfirmation || proposal.Action == ConsentAction.Undo
            || proposal.Purpose.Type == PurposeType.Transactional || MonthsOf(Rulebook.TermsOf(proposal.Profile, proposal.Purpose), proposal.Basis) is not { } months)
        {
            return proposal;
        }

        var (occurred, _) = Weighing.Occurred(proposal, now);
        var end = occurred.AddMonths(months);
        return proposal.Basis != ConsentBasis.Express ? proposal with { ValidUntil = proposal.ValidUntil < end ? proposal.ValidUntil : end } // the law's time is the longest
            : proposal.ValidUntil is not null ? proposal
            : proposal with { ValidUntil = IsNewAct(proposal, own, occurred, now) ? end : own!.ValidUntil };
    }

    // who repeats without a date what stands tells a state, not an act: a nightly copy must not keep consent alive for ever
    private static bool IsNewAct(ConsentProposal proposal, ConsentRecord? own, DateTimeOffset occurred, DateTimeOffset now) => own switch
    {
        not { Status: ConsentStatus.OptedIn } => true,
        _ when proposal.ActorKind is ActorKind.Subject or ActorKind.Guardian && proposal.OccurredAt is null => true,
        _ when proposal.OccurredAt is not null => occurred > own.OccurredAt,
        _ => own.ValidUntil <= now && proposal.ActorKind != ActorKind.Import,
    };
}
