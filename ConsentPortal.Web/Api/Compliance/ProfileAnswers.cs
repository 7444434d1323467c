using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Compliance;

/// <summary>A profile in the list. <c>Lacks</c>: how many things that its law asks for are missing; <c>Hints</c>: how many more are worth a look.</summary>
internal sealed record ProfileItem(string Code, string Name, string CompanyName, string? Regime, bool Active, bool DoubleOptIn, string DefaultLanguage, int Purposes, int Lacks, int Hints)
{
    public static ProfileItem Of(FindProfiles.Row p) => new(p.Code, p.Name, p.CompanyName, Text.CleanOrNull(p.Regime), p.Active, p.DoubleOptIn, p.DefaultLanguage, p.Purposes, p.Lacks, p.Hints);
}

/// <summary>A profile with the purposes it uses. <c>Lacks</c>: what its law still asks for.</summary>
internal sealed record ProfileAnswer(
    Id<ComplianceProfile> Id, string Code, string Name, string CompanyName, string PostalAddress, string? Regime, string? RegimeVersion, string DefaultLanguage, IReadOnlyList<string> Applications,
    bool Active, bool DoubleOptIn, ControllerItem Controller, DeadlinesItem Deadlines, DateTimeOffset CreatedAt, IReadOnlyList<ProfilePurposeItem> Purposes, IReadOnlyList<LackItem> Lacks)
{
    public static ProfileAnswer Of(ReadProfile.View p) => new(p.Id, p.Code, p.Name, p.CompanyName, p.PostalAddress, Text.CleanOrNull(p.Regime), Text.CleanOrNull(p.RegimeReference), p.DefaultLanguage,
        p.Applications, p.Active, p.DoubleOptIn, ControllerItem.Of(p.Controller), DeadlinesItem.Of(p.Deadlines), p.CreatedAt, [.. p.Purposes.Select(ProfilePurposeItem.Of)],
        [.. p.Lacks.Select(l => new LackItem(l.Kind, l.Must, Text.CleanOrNull(l.Source)))]);
}

/// <summary>Something that the profile lacks under its law: asked of every sender (<c>Must</c>), or worth a look; <c>Source</c> is the article.</summary>
internal sealed record LackItem(CheckKind Kind, bool Must, string? Source);

/// <summary>Who answers for the data; null = not named.</summary>
internal sealed record ControllerItem(string? Name, string? Contact, string? DpoContact, string? Representative, string? PolicyUrl, string? PolicyVersion)
{
    public static ControllerItem Of(ControllerFacts c) => new(Text.CleanOrNull(c.Name), Text.CleanOrNull(c.Contact), Text.CleanOrNull(c.DpoContact), Text.CleanOrNull(c.Representative), Text.CleanOrNull(c.PolicyUrl), Text.CleanOrNull(c.PolicyVersion));
}

/// <summary>By when something must be done, as laws write it; null = the law names no day.</summary>
internal sealed record DeadlinesItem(Term? OptOut, Term? Acknowledge, Term? Answer, Term? Extension)
{
    public static DeadlinesItem Of(Deadlines d) => new(d.OptOut, d.Acknowledge, d.Answer, d.Extension);
}

/// <summary>A purpose as one profile uses it. <c>SharedWith</c>: codes of the other profiles that use it; null for a key bound to one profile.</summary>
internal sealed record ProfilePurposeItem(string Code, PurposeType Type, LocalText Name, bool Active, OptOutScope OptOutScope, IReadOnlyDictionary<string, EnforcementModel> Models, ValidityItem Validity,
    IReadOnlyList<TopicItem> Topics, IReadOnlyList<string> SharedWith)
{
    public static ProfilePurposeItem Of(ReadProfile.PurposeView p) => new(p.Code, p.Type, p.Name, p.Active, p.Scope, ModelsOf(p), new(p.Validity.OptInMonths, p.Validity.PurchaseMonths, p.Validity.InquiryMonths),
        [.. p.Topics.Select(TopicItem.Of)], [.. p.SharedWith.Select(s => s.Code)]);

    public static IReadOnlyDictionary<string, EnforcementModel> ModelsOf(ReadProfile.PurposeView p)
        => p.Models.OrderBy(m => m.Key).ToDictionary(m => Word.Of(m.Key), m => m.Value, StringComparer.Ordinal);
}

/// <summary>How many months a yes holds; null = for ever, or (implied consent) not accepted.</summary>
internal sealed record ValidityItem(int? OptInMonths, int? PurchaseMonths, int? InquiryMonths);

/// <summary>A sub-choice under a purpose, in the order of the preference center. A hidden one is still decided.</summary>
internal sealed record TopicItem(string Code, LocalText Name, LocalText Description, bool Visible, bool Active)
{
    public static TopicItem Of(ReadProfile.TopicView t) => new(t.Code, t.Name, t.Description, t.Visible, t.Active);
}

/// <summary>What an unknown answer means in one profile: models by purpose and channel; a data-use purpose has one, under <c>none</c>.</summary>
internal sealed record EnforcementAnswer(IReadOnlyDictionary<string, IReadOnlyDictionary<string, EnforcementModel>> Models)
{
    public static EnforcementAnswer Of(ReadProfile.View p) => new(p.Purposes.ToDictionary(u => u.Code, ProfilePurposeItem.ModelsOf, StringComparer.Ordinal));

    public static IEnumerable<Channel> ChannelsOf(ReadProfile.PurposeView p) => p.Models.Keys;
}

/// <summary>A purpose, whichever profiles use it.</summary>
internal sealed record PurposeAnswer(Id<Purpose> Id, string Code, PurposeType Type, LocalText Name, LocalText Description, OptOutScope OptOutScope, bool Active, DataUse? DataUse, LawfulBasis? LawfulBasis,
    IReadOnlyList<string> DataCategories, IReadOnlyList<string> Recipients, string? Retention, string? Transfers, IReadOnlyList<TopicItem> Topics, IReadOnlyList<string> Profiles)
{
    public static PurposeAnswer Of(FindPurposes.Row p) => new(p.Id, p.Code, p.Type, p.Name, p.Description, p.Scope, p.Active, p.DataUse, p.Facts.LawfulBasis, ProcessingFacts.Lines(p.Facts.DataCategories),
        ProcessingFacts.Lines(p.Facts.Recipients), Text.CleanOrNull(p.Facts.Retention), Text.CleanOrNull(p.Facts.Transfers), [.. p.Topics.Select(TopicItem.Of)], p.Profiles);
}

/// <summary>One published version of what people agree to. <c>Reference</c> is how events and receipts name it; <c>Topic</c> null = the purpose itself.</summary>
internal sealed record WordingItem(string? Topic, string Language, int Number, string Reference, string Text, DateTimeOffset PublishedAt, string? PublishedBy, bool InForce);

/// <summary>One save of the profile or of something it uses.</summary>
internal sealed record VersionItem(int Number, DateTimeOffset At, ActorKind ActorKind, string? ActorName, string? Reason, IReadOnlyList<ChangeItem> Changes);

/// <summary>One value that was changed.</summary>
internal sealed record ChangeItem(string Kind, string Subject, string? Field, string? Old, string? New);
