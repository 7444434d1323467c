using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Somebody of the story: the contact, the addresses, and since when we know them.</summary>
internal sealed record DemoPerson(Contact Contact, PointDraft Email, PointDraft? Mobile, DemoCountry Country, DateTimeOffset Since)
{
    public IEnumerable<PointDraft> Points => Mobile is null ? [Email] : [Email, Mobile];
}

/// <summary>One thing that somebody said, to be written on its day.</summary>
internal sealed record DemoAct(DateTimeOffset At, Func<ConsentProposal> Say);
