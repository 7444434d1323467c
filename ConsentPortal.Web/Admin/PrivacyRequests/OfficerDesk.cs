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

/// <summary>A rule while it is edited: members in the order in which they were ticked. Who may work on requests no more is left out of what is saved.</summary>
public sealed class OfficerDraft(SetRequestOfficers.Line line, IReadOnlyList<FindRequestWorkers.Row> workers)
{
    /// <summary>Those who were chosen and left, or changed roles, by name.</summary>
    public IReadOnlyList<string> Gone { get; } = [.. workers.Where(w => !w.Active && line.Members.Contains(w.Id)).Select(w => w.Name)];

    public RequestKind Kind => line.Kind;

    public OfficerRule Rule { get; set; } = line.Rule;

    public List<long> Members { get; } = [.. line.Members.Where(m => workers.Any(w => w.Active && w.Id == m))];

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

    public SetRequestOfficers.Line Line => new(Kind, Rule, Rule switch
    {
        OfficerRule.Queue => [],
        OfficerRule.Fixed => [.. Members.Take(1)], // the one that the form shows
        _ => Members,
    });
}
