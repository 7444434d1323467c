using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What of a profile's record of processing activities cannot be derived, in the words of an administrator; one entry a line (GDPR art. 30(1)).</summary>
public sealed class ProcessingRecord : IEntity, IAudited, IVersioned
{
    public const int TextMaxLength = 4000;

    public Id<ComplianceProfile> ProfileId { get; init; }

    /// <summary>Controllers who decide together with this one (art. 26).</summary>
    public string JointControllers { get; internal set; } = "";

    /// <summary>Categories of people (art. 30(1)(c)).</summary>
    public string People { get; internal set; } = "";

    /// <summary>Recipients that stand at no purpose (art. 30(1)(d)).</summary>
    public string Recipients { get; internal set; } = "";

    /// <summary>Transfers that stand at no purpose, and their safeguards (art. 30(1)(e)).</summary>
    public string Transfers { get; internal set; } = "";

    /// <summary>Limits for erasure beside those the portal keeps (art. 30(1)(f)).</summary>
    public string Limits { get; internal set; } = "";

    /// <summary>Technical and organisational measures (art. 30(1)(g), 32(1)).</summary>
    public string Security { get; internal set; } = "";

    public int Version { get; set; }

    public ProcessingTexts Texts => new(JointControllers, People, Recipients, Transfers, Limits, Security);

    internal void Take(ProcessingTexts texts)
        => (JointControllers, People, Recipients, Transfers, Limits, Security) = (texts.JointControllers, texts.People, texts.Recipients, texts.Transfers, texts.Limits, texts.Security);
}

/// <summary>The texts of a <see cref="ProcessingRecord"/> as a form holds them.</summary>
public sealed record ProcessingTexts(string JointControllers = "", string People = "", string Recipients = "", string Transfers = "", string Limits = "", string Security = "")
{
    /// <summary>By the names of their fields.</summary>
    internal IEnumerable<(string Field, string Text)> Fields => [("jointControllers", JointControllers), ("people", People), ("recipients", Recipients), ("transfers", Transfers), ("limits", Limits), ("security", Security)];

    internal ProcessingTexts Clean() => new(Kernel.Text.Clean(JointControllers), Kernel.Text.Clean(People), Kernel.Text.Clean(Recipients), Kernel.Text.Clean(Transfers), Kernel.Text.Clean(Limits), Kernel.Text.Clean(Security));
}

/// <summary>An administrator wrote into the record of processing activities, or somebody took it along.</summary>
public sealed record ProcessingRecordEvent(string What, string Profile) : PortalEvent(What, "profile", Profile)
{
    public const string Edited = "processing_record.edited";
}
