using ConsentPortal.Core.PrivacyRequests;
using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Which step is the next one of a case, which others there are, and what each needs to be told.</summary>
internal static class RequestSteps
{
    /// <summary>The way that most cases go; null = it is closed.</summary>
    public static RequestAct? Next(ReadRequest.View view) => (view.Request.State, RequestStates.NeedsIdentity(view.Request.Kind)) switch
    {
        (RequestState.Received, _) => Move(RequestState.Acknowledged),
        (RequestState.Acknowledged, true) => Move(RequestState.Verified),
        (RequestState.Acknowledged, false) => Move(RequestState.InProgress),
        (RequestState.IdentityPending, _) => Move(RequestState.Verified),
        (RequestState.Verified or RequestState.InProgress, _) when HasPanel(view) => null,
        (RequestState.InProgress or RequestState.Review, _) when view.Request.Kind == RequestKind.Forget => null, // the panel of the erasure has it
        (RequestState.Review, _) when HasPanel(view) && view.Request.Kind == RequestKind.Update => null, // answered there, value by value
        (RequestState.Verified, _) => Move(RequestState.InProgress),
        (RequestState.InProgress, _) => Move(RequestState.Review),
        (RequestState.Review, _) => Close(RequestState.Fulfilled),
        _ => null,
    };

    public static IEnumerable<RequestAct> Others(ReadRequest.View view)
    {
        var (request, next) = (view.Request, Next(view));
        if (!request.IsOpen)
        {
            yield return new(RequestActKind.Release); // a hold outlives its case
            yield break;
        }

        foreach (var state in view.Next.Where(s => s != next?.To && !(request.Kind == RequestKind.Forget && s is (RequestState.Review or RequestState.Fulfilled or RequestState.PartiallyFulfilled)) && s != RequestState.IdentityPending | request.State is RequestState.Acknowledged or RequestState.Verified))
        {
            yield return RequestStates.IsClosed(state) ? Close(state) : Move(state);
        }

        if (request is { ExtendedBy: not null, ExtendedAt: null })
        {
            yield return new(RequestActKind.Extend);
        }

        if (request.PausedSince is not null)
        {
            yield return new(RequestActKind.Resume);
        }
        else if (request.CountsMonths)
        {
            yield return new(RequestActKind.Pause);
        }

        yield return new(request.LegalHold ? RequestActKind.Release : RequestActKind.Hold);
    }

    /// <summary>Needs no form.</summary>
    public static bool AtOnce(RequestAct act) => act is { Kind: RequestActKind.Resume } or { Kind: RequestActKind.Move, To: RequestState.IdentityPending or RequestState.Review };

    public static bool NeedsNote(RequestAct act, RequestState from) => act.Kind switch
    {
        RequestActKind.Move => act.To == RequestState.Verified || from == RequestState.Review,
        RequestActKind.Close => act.To is RequestState.Refused or RequestState.PartiallyFulfilled,
        _ => true,
    };

    public static string Label(IStringLocalizer<Texts> L, RequestAct act, RequestState from) => act.Kind switch
    {
        RequestActKind.Move or RequestActKind.Close => RequestWords.Act(L, act.To!.Value, from),
        RequestActKind.Extend => L["Extend the time"],
        RequestActKind.Pause => L["Pause the clock"],
        RequestActKind.Resume => L["Let the clock go on"],
        RequestActKind.Hold => L["Put on legal hold"],
        _ => L["Release the legal hold"],
    };

    public static string NoteLabel(IStringLocalizer<Texts> L, RequestAct act) => act switch
    {
        { To: RequestState.Verified } => L["By what do you know that it is this person?"],
        { Kind: RequestActKind.Close } => L["What was done, or why not"],
        { Kind: RequestActKind.Extend } => L["Why does it take longer?"],
        { Kind: RequestActKind.Pause } => L["What do you wait for?"],
        { Kind: RequestActKind.Hold or RequestActKind.Release } => L["Which dispute or law?"],
        _ => L["Note"],
    };

    public static string Hint(IStringLocalizer<Texts> L, PrivacyRequest request) => request.State switch
    {
        _ when !request.IsOpen => L["The case is closed. Its legal hold still keeps the data of this person."],
        RequestState.Received => L["Tell the person that it arrived, what happens next and by when."],
        RequestState.Acknowledged when RequestStates.NeedsIdentity(request.Kind) => L["Make sure that it is them: by the address on file, or by something only they know. Ask for no more than you need."],
        RequestState.Acknowledged => L["Nothing more than the address is needed: stop the messages at once."],
        RequestState.IdentityPending => L["You wait for proof of who they are."],
        RequestState.Verified or RequestState.InProgress when Panel(L, request) is { } panel => panel,
        RequestState.Verified => L["Gather what is held about them, in every system."],
        RequestState.InProgress => L["When it is done, a colleague looks at it before it leaves."],
        RequestState.Review when request.Kind == RequestKind.Forget => L["Somebody else than who prepared it approves a deletion."],
        _ => L["Look at what will be sent or done, then answer the person."],
    };

    // the work itself has a panel of its own further down, with the button that goes on
    private static bool HasPanel(ReadRequest.View view) => view.Request.Kind is RequestKind.Get or RequestKind.Restrict || view is { Request.Kind: RequestKind.Update, Submission.Proposed.Count: > 0 };

    private static string? Panel(IStringLocalizer<Texts> L, PrivacyRequest request) => request.Kind switch
    {
        RequestKind.Get => L["Say who is meant, then build the copy of their data below, look it through and release it."].Value,
        RequestKind.Forget when request.State == RequestState.InProgress => L["Say who is meant, then look at the plan of the erasure below and put it up for review."].Value,
        RequestKind.Update => L["Say who is meant, then decide below on each value that they ask for."].Value,
        RequestKind.Restrict => L["Say who is meant, then restrict the person below."].Value,
        _ => null,
    };

    private static RequestAct Move(RequestState to) => new(RequestActKind.Move, to);

    private static RequestAct Close(RequestState to) => new(RequestActKind.Close, to);
}
