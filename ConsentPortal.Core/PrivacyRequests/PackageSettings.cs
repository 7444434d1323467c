using System.Globalization;
using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What the owner of the machine decides about packages.</summary>
/// <param name="Life"><c>ConsentPortal:Packages:Days</c>: for how long the person may fetch a package, and an officer look at what was gathered; 14 days unless said otherwise.</param>
public sealed record PackageSettings(TimeSpan Life)
{
    private const int Usual = 14, Most = 90;

    internal static PackageSettings Read(IConfiguration configuration)
        => new(TimeSpan.FromDays(configuration["ConsentPortal:Packages:Days"] is not { Length: > 0 } text ? Usual
            : int.TryParse(text, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Most ? days
            : throw new SettingException($"ConsentPortal:Packages:Days is '{text}'. Say a whole number from 1 to {Most}.")));
}
