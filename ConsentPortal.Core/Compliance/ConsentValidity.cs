using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>How long a yes to one purpose holds in one profile, over time: the law of the sender decides. What was answered under an
/// earlier rule keeps the end that it was given then.</summary>
public sealed class ConsentValidity : Period, IRule
{
    public Id<ConsentValidity> Id { get; init; }

    public Id<ComplianceProfile> ProfileId { get; init; }

    public Id<Purpose> PurposeId { get; init; }

    public int? OptInMonths { get; init; }

    public int? PurchaseMonths { get; init; }

    public int? InquiryMonths { get; init; }

    public ValidityTerms Terms => new(OptInMonths, PurchaseMonths, InquiryMonths);
}

/// <summary>Whole months that a yes holds, each counted from the day it was given.</summary>
/// <param name="OptInMonths">For what a person said themselves; null = for ever.</param>
/// <param name="PurchaseMonths">For consent implied by a purchase or contract (CASL: 24); null = not accepted.</param>
/// <param name="InquiryMonths">For consent implied by a question to us (CASL: 6); null = not accepted.</param>
public sealed record ValidityTerms(int? OptInMonths = null, int? PurchaseMonths = null, int? InquiryMonths = null)
{
    public const int MaxMonths = 120;

    /// <summary>A yes holds for ever, and nothing but a yes is one.</summary>
    public static readonly ValidityTerms Unlimited = new();

    public bool AcceptsImplied => PurchaseMonths is not null || InquiryMonths is not null;
}
