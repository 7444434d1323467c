namespace ConsentPortal.Web.SignIn;

/// <summary>Where to go after signing in: only ever a page of this portal, whatever the address bar was made to say.</summary>
internal static class LocalPath
{
    /// <summary>The path when it is one of ours, else the start. Browsers read a backslash as a slash and drop tabs and line breaks.</summary>
    public static string Of(string? back)
        => back is ['/', ..] && back is not ['/', '/' or '\\', ..] && !back.Any(char.IsControl) && Uri.TryCreate(back, UriKind.Relative, out _) ? back : Urls.Home;
}
