namespace ConsentPortal.Core.Kernel;

/// <summary>What an actor may do. A role or an API key's scopes are a sum of these; verbs ask for one in their first line.</summary>
[Flags]
public enum Permission
{
    None = 0,
    CheckConsent = 1 << 0,
    RecordConsent = 1 << 1,

    /// <summary>May opt someone in again over their opt-out, on a newer act of the person (`consent:reoptin`).</summary>
    ReoptIn = 1 << 2,
    ReadConsent = 1 << 3,
    EditSuppressions = 1 << 4,
    ReadContacts = 1 << 5,
    EditContacts = 1 << 6,
    RunImports = 1 << 7,
    ReadRequests = 1 << 8,
    WorkRequests = 1 << 9,
    ManageSegments = 1 << 10,
    ReadEvents = 1 << 11,
    EditCompliance = 1 << 12,
    ManageTeam = 1 << 13,
    ManageKeys = 1 << 14,
    ReadAudit = 1 << 15,
    ReadSensitive = 1 << 16,
    ExportPeople = 1 << 17,
    ReadCompliance = 1 << 18,
    ReadMail = 1 << 19,
    ReadSegments = 1 << 20,

    /// <summary>See how many consents end and when, with masked addresses: what somebody needs who plans audiences.</summary>
    ReadLapses = 1 << 21,

    /// <summary>Say where events go: a program for its own application, staff for every one.</summary>
    ManageWebhooks = 1 << 22,
    All = (1 << 23) - 1,
}
