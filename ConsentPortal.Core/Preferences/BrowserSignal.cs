using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Preferences;

/// <summary>Global Privacy Control: the browser refuses sale or sharing for its user. Looking at a page writes nothing, so the refusal is
/// recorded with whatever is pressed next on it, over an earlier yes too; the page says which of the two it is.</summary>
public static class BrowserSignal
{
    public const string Source = "gpc", Header = "Sec-GPC", Version = "gpc@1";

    /// <summary>What the signal refuses here.</summary>
    public static bool Speaks(Choice choice) => choice is { Topic: null, Purpose.DataUse: DataUse.SaleOrShare };

    /// <summary>What is still to be recorded; nothing where the browser sends no signal or the refusal stands.</summary>
    internal static List<Choice> Concerned(PreferenceView view, Visitor visitor)
        => visitor.RefusesSale ? [.. view.Choices.Where(c => Speaks(c) && c.Status != ConsentStatus.OptedOut)] : [];

    internal static ConsentProposal Proposal(PreferenceLink link, ComplianceProfile profile, Choice choice, PointDraft point, Visitor visitor, bool doubtful) => new()
    {
        Point = point, Profile = profile, Purpose = choice.Purpose, ContactId = link.ContactId, Status = ConsentStatus.OptedOut, Action = ConsentAction.Gpc, Source = Source,
        ActorKind = ActorKind.Subject, Evidence = visitor.Saw($"{Header}: 1", Version), PreferenceCenterVersion = ChoiceWording.PageOf(visitor), MessageRefId = link.MessageRefId, Doubtful = doubtful,
    };
}
