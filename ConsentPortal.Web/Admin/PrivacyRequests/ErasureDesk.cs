using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>The verbs of an erasure behind one counter.</summary>
public sealed class ErasureDesk(PlanErasure plan, ProposeErasure propose, ApproveErasure approve, ReadErasure read, AcknowledgeErasure acknowledge)
{
    public PlanErasure Plan => plan;

    public ProposeErasure Propose => propose;

    public ApproveErasure Approve => approve;

    public ReadErasure Read => read;

    public AcknowledgeErasure Acknowledge => acknowledge;
}
