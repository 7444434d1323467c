namespace ConsentPortal.Core.Preferences;

/// <summary>The mail about a save that looked like a mail scanner's: what was switched off, and the way to take it back.</summary>
public static class DoubtfulNotice
{
    public const string Kind = "doubtful_unsubscribe";

    /// <summary>Where the link in the mail leads.</summary>
    public static string Path(string token) => $"/c/undo/{token}";
}

/// <summary>The mail about any other save from the address's own link: a mail may have been forwarded.</summary>
public static class ChangeNotice
{
    public const string Kind = "changes_made";
}
