using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The verbs of the page that says who gets which requests.</summary>
public sealed class OfficerDesk(ReadRequestOfficers read, SetRequestOfficers officers, SetAbsence absence, SetIdentityTerm term)
{
    public ReadRequestOfficers Read => read;

    public SetRequestOfficers Officers => officers;

    public SetAbsence Absence => absence;

    public SetIdentityTerm Term => term;
}

/// <summary>A rule while it is edited: members in the order in which they were ticked.</summary>
public sealed class OfficerDraft(SetRequestOfficers.Line line)
{
    public RequestKind Kind => line.Kind;

    public OfficerRule Rule { get; set; } = line.Rule;

    public List<long> Members { get; } = [.. line.Members];

    public void Tick(long member, bool on)
    {
        Members.Remove(member);
        if (on)
        {
            Members.Add(member);
        }
    }

    public void Choose(long member)
    {
        Members.Clear();
        if (member != 0)
        {
            Members.Add(member);
        }
    }

    public SetRequestOfficers.Line Line => new(Kind, Rule, Rule == OfficerRule.Queue ? [] : Members);
}
