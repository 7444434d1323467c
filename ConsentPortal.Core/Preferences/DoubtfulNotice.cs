using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.Preferences;

/// <summary>The mail about a save that looked like a mail scanner's: what was switched off, and the way to take it back.</summary>
public static class DoubtfulNotice
{
    public const string Kind = "doubtful_unsubscribe";

    /// <summary>What an administrator may change of it.</summary>
    public static readonly MailKind Mail = new(Kind, new("DoubtfulSubject", "sender"), "DoubtfulButton",
        [new("Hello"), new("DoubtfulIntro"), MailLine.Place("items"), new("DoubtfulWhy"), new("DoubtfulAsk"), MailLine.Place("link"), new("DoubtfulUntil", "until")],
        [new("items", PlaceShape.List, Required: true, "Newsletter", "Product updates"), new("until"), new("link", PlaceShape.Link, Required: true)]);

    /// <summary>Where the link in the mail leads.</summary>
    public static string Path(string token) => $"/c/undo/{token}";
}

/// <summary>The mail about any other save from the address's own link: a mail may have been forwarded.</summary>
public static class ChangeNotice
{
    public const string Kind = "changes_made";

    /// <summary>What an administrator may change of it. <c>{limit}</c> says in the day's last mail that no more will follow; else nothing.</summary>
    public static readonly MailKind Mail = new(Kind, new("ChangedSubject", "sender"), "DoubtfulButton",
        [new("Hello"), new("ChangedIntro"), MailLine.Place("items"), new("ChangedWhy"), new("ChangedAsk"), MailLine.Place("link"), new("DoubtfulUntil", "until"), MailLine.Place("limit")],
        [new("items", PlaceShape.List, Required: true, "Newsletter", "Product updates"), new("until"), new("link", PlaceShape.Link, Required: true), new("limit", PlaceShape.Word, Required: false, "")]);
}
