using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>The mails about requests whose words an administrator may change: one for each kind of request and what becomes of it.</summary>
public static class RequestMailKinds
{
    private static readonly MailPlace Number = new("number", PlaceShape.Word, Required: false, "2026-0042"), Received = new("received"), Term = new("term", PlaceShape.Text), Reason = new("reason", PlaceShape.Text, Required: true), Remedies = new("remedies", PlaceShape.Text, Required: true), Words = new("words", PlaceShape.Text, Required: false, "…"),
        Link = new("link", PlaceShape.Link, Required: true), Preferences = new("preferences", PlaceShape.Word, Required: false, "https://example.com/preferences/default"), Until = new("until");

    /// <summary>It arrived: what happens next, and by when.</summary>
    public static MailKind Acknowledgement(RequestKind kind) => Acknowledgements[kind];

    /// <summary>What became of it.</summary>
    public static MailKind Answer(RequestKind kind, RequestState outcome) => Answers[(kind, outcome)];

    public static readonly MailKind IdentityAsked = new("request_identity", new("RequestIdentitySubject", "number"), "RequestButton",
        [new("Hello"), new("RequestIdentityIntro", "number", "sender"), new("RequestIdentity"), MailLine.Place("link"), new("RequestIdentityUntil", "until")], [Number, Until, Link]);

    public static readonly MailKind IdentityReminder = IdentityAsked with { Code = "request_reminder", Lines = [new("Hello"), new("RequestReminderIntro", "number", "sender"), new("RequestIdentity"), MailLine.Place("link"), new("RequestIdentityUntil", "until")] };

    public static readonly MailKind Expired = new("request_expired", new("RequestExpiredSubject", "number"), "RequestButton",
        [new("Hello"), new("RequestExpiredIntro", "number"), new("RequestExpiredAgain"), MailLine.Place("link")], [Number, Link]);

    public static readonly MailKind Withdrawn = new("request_withdrawn", new("RequestWithdrawnSubject", "number"), "RequestButton",
        [new("Hello"), new("RequestWithdrawnIntro", "number"), new("RequestExpiredAgain"), MailLine.Place("link")], [Number, Link]);

    /// <summary>It takes longer: why, and until when (GDPR art. 12(3)).</summary>
    public static readonly MailKind Extended = new("request_extended", new("RequestExtendedSubject", "number"), "RequestButton",
        [new("Hello"), new("RequestExtendedIntro", "number", "until"), MailLine.Place("words"), MailLine.Place("link")], [Number, Words with { Required = true }, Until, Link]);

    /// <summary>All of them, for the list of texts.</summary>
    public static IEnumerable<MailKind> All => [SendRequestCode.Mail, SendRequestCode.NewAddress, .. Acknowledgements.Values, IdentityAsked, IdentityReminder, Expired, Withdrawn, Extended, .. Answers.Values];

    /// <summary>The states that an answer can lead to.</summary>
    public static readonly IReadOnlyList<RequestState> Outcomes = [RequestState.Fulfilled, RequestState.PartiallyFulfilled, RequestState.Refused];

    private static readonly Dictionary<RequestKind, MailKind> Acknowledgements = Enum.GetValues<RequestKind>().ToDictionary(k => k, MakeAcknowledgement);

    private static readonly Dictionary<(RequestKind, RequestState), MailKind> Answers = Enum.GetValues<RequestKind>().SelectMany(k => Outcomes.Select(o => (k, o))).ToDictionary(p => p, p => MakeAnswer(p.k, p.o));

    private static MailKind MakeAcknowledgement(RequestKind kind)
    {
        List<MailLine> lines = [new("Hello"), new("RequestArrived", "number", "sender", "received"), new($"RequestNext{kind}"), MailLine.Place("term")];
        lines.AddRange(RequestStates.NeedsIdentity(kind) ? [new("RequestIdentity"), MailLine.Place("link"), new("RequestNotYou")] : [MailLine.Place("link")]);
        lines.AddRange([new("RequestPage"), new("RequestPreferences", "preferences")]);
        return new($"request_ack_{Kernel.Word.Of(kind)}", new("RequestArrivedSubject", "number"), "RequestButton", lines, [Number, Received, Term, Preferences, Link]);
    }

    // why not, and what they can do about it, stand in every refusal whatever an administrator makes of the rest
    private static MailKind MakeAnswer(RequestKind kind, RequestState outcome)
    {
        var (name, whole) = (outcome switch { RequestState.Fulfilled => "Done", RequestState.PartiallyFulfilled => "Partly", _ => "Refused" }, outcome == RequestState.Fulfilled);
        List<MailLine> lines = [new("Hello"), new("RequestAnswerIntro", "number", "received"), new($"Request{name}{kind}")];
        lines.AddRange(whole ? [MailLine.Place("words"), MailLine.Place("link")] : [MailLine.Place("reason"), MailLine.Place("words"), MailLine.Place("remedies"), MailLine.Place("link")]);
        return new($"request_{Kernel.Word.Of(kind)}_{name.ToLowerInvariant()}", new("RequestAnswerSubject", "number"), "RequestButton", lines, whole ? [Number, Received, Words, Link] : [Number, Received, Reason, Words, Remedies, Link]);
    }
}
