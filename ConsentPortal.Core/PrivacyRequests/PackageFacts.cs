using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>All that a package is written from, beside the records.</summary>
/// <param name="Recipients">Applications by name that send under the profile, whether or not they were told of this person.</param>
/// <param name="Note">What the officer adds; empty = nothing.</param>
internal sealed record PackageFacts(PrivacyRequest Request, DataPackage Package, ComplianceProfile Profile, IReadOnlyList<Purpose> Purposes, IReadOnlyList<string> Recipients, string Note)
{
    public string Language => PackageTexts.Code(Request.Language);

    public PackageContents Contents { get; } = PackageContents.FromJson(Package.Contents);

    public string Controller => Profile.ControllerName.Length > 0 ? Profile.ControllerName : Profile.CompanyName;

    public string Say(string name, params object[] values) => PackageTexts.In(Language, name, values);

    public string TitleOf(string category) => Say("Category_" + category);
}
