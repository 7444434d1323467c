namespace ConsentPortal.Core.Storage;

/// <summary>The settings of the whole portal, by name.</summary>
public static class SettingNames
{
    /// <summary>ISO 3166-1 alpha-2: where the first administrator said the company is; empty = asked, and answered "not now".</summary>
    public const string Country = "country";

    /// <summary>Days until a privacy request that was never verified is closed.</summary>
    public const string IdentityDays = "requests.identity_days";
}
