namespace ConsentPortal.Web.Ui;

/// <summary>How a state looks: word, tone (ok, bad, warn, info or nothing) and icon. Never colour alone.</summary>
public sealed record Look(string Label, string Tone, string Icon)
{
    public static Look Ok(string label, string icon = "check_circle") => new(label, "ok", icon);

    public static Look Bad(string label, string icon = "block") => new(label, "bad", icon);

    public static Look Warn(string label, string icon = "schedule") => new(label, "warn", icon);

    public static Look Info(string label, string icon = "info") => new(label, "info", icon);

    public static Look Plain(string label, string icon = "remove") => new(label, "", icon);
}
