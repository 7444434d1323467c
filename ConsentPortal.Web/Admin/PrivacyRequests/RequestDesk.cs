using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Core.PrivacyRequests;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>What an officer is about to do with a case.</summary>
/// <param name="To">The state that it leads to; null = it keeps its state.</param>
public sealed record RequestAct(RequestActKind Kind, RequestState? To = null, string Note = "", string Code = "");

/// <summary>The kinds of it.</summary>
public enum RequestActKind
{
    Move,
    Close,
    Extend,
    Pause,
    Resume,
    Hold,
    Release,
}

/// <summary>The verbs of a case behind one counter.</summary>
public sealed class RequestDesk(MoveRequest move, RequestEndDesk end, RequestClockDesk clock, AssignRequest assign, LinkRequest link)
{
    public AssignRequest Assign => assign;

    public LinkRequest Link => link;

    public RequestEndDesk End => end;

    public CommentOnRequest Comment => clock.Comment;

    public Task<Outcome<Done>> RunAsync(Id<PrivacyRequest> id, RequestAct act, Actor actor, CancellationToken ct) => act.Kind switch
    {
        RequestActKind.Move => move.RunAsync(new(id, act.To!.Value, act.Note), actor, ct),
        RequestActKind.Close => end.RunAsync(id, act, actor, ct),
        RequestActKind.Extend => clock.Extend.RunAsync(new(id, act.Note), actor, ct),
        RequestActKind.Pause => clock.Pause.RunAsync(new(id, act.Note), actor, ct),
        RequestActKind.Resume => clock.Resume.RunAsync(new(id), actor, ct),
        _ => clock.Hold.RunAsync(new(id, act.Kind == RequestActKind.Hold, act.Note), actor, ct),
    };
}

/// <summary>Those that end a case: what is an answer goes to the person by mail, what is none closes it quietly.</summary>
public sealed class RequestEndDesk(CloseRequest close, AnswerRequest answer)
{
    public static bool IsAnswer(RequestAct act) => act.Kind == RequestActKind.Close && RequestMailKinds.Outcomes.Contains(act.To!.Value);

    /// <summary>The mail as it would leave now.</summary>
    public Task<Outcome<Letter>> PreviewAsync(Id<PrivacyRequest> id, RequestAct act, Actor actor, CancellationToken ct) => answer.PreviewAsync(AnswerOf(id, act), actor, ct);

    internal async Task<Outcome<Done>> RunAsync(Id<PrivacyRequest> id, RequestAct act, Actor actor, CancellationToken ct)
    {
        if (!IsAnswer(act))
        {
            return await close.RunAsync(new(id, act.To!.Value, null, act.Note), actor, ct);
        }

        var answered = await answer.RunAsync(AnswerOf(id, act), actor, ct);
        return answered.Ok ? default(Done) : answered.Problems.ToList();
    }

    private static AnswerRequest.Command AnswerOf(Id<PrivacyRequest> id, RequestAct act) => new(id, act.To!.Value, act.Code.Length > 0 ? act.Code : null, act.Note);
}

/// <summary>Those that keep the clock and the file.</summary>
public sealed class RequestClockDesk(ExtendDeadline extend, PauseClock pause, ResumeClock resume, HoldRequest hold, CommentOnRequest comment)
{
    public ExtendDeadline Extend => extend;

    public PauseClock Pause => pause;

    public ResumeClock Resume => resume;

    public HoldRequest Hold => hold;

    public CommentOnRequest Comment => comment;
}
