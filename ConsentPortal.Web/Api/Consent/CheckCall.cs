using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>One call of <c>/consent/check</c>: what was asked, and the memory to answer it. Reused from call to call.</summary>
internal sealed class CheckCall
{
    private const int MostKept = 1 << 20;
    private ArrayBufferWriter<byte> answer = new(512);

    public CheckCall() => Json = new(answer, ApiJson.Writing);

    public DecisionRun Run { get; } = new();

    public string? Profile { get; set; }

    public string? Purpose { get; set; }

    public string? Topic { get; set; }

    public Channel? Channel { get; set; }

    public ConsentLevel? Minimum { get; set; }

    public DateTimeOffset? At { get; set; }

    public bool Explain { get; set; }

    public bool Links { get; set; }

    public string? MessageRef { get; set; }

    public SenderKind? Sender { get; set; }

    public bool HasItems { get; set; }

    public List<Problem> Problems { get; } = [];

    public Utf8JsonWriter Json { get; }

    public ReadOnlySpan<byte> Answer => answer.WrittenSpan;

    public DecisionScope Scope => new(Profile!, Purpose!, Topic, Channel, Minimum, At);

    public void Clear()
    {
        Profile = Purpose = Topic = MessageRef = null;
        (Channel, Minimum, At, Sender, Explain, Links, HasItems) = (null, null, null, null, false, false, false);
        Problems.Clear();
        Run.Items.Clear();
        Run.Answers.Clear();
        if (answer.Capacity > MostKept)
        {
            answer = new(512); // one huge answer must not be kept for ever
        }
        else
        {
            answer.ResetWrittenCount();
        }

        Json.Reset(answer);
    }
}

/// <summary>Who writes the message: a machine that talks to people has to say so.</summary>
internal enum SenderKind
{
    Person,
    Program,
    Ai,
}

/// <summary>Calls to borrow.</summary>
internal sealed class CheckCalls
{
    private const int MostKept = 64;
    private readonly ConcurrentBag<CheckCall> free = [];

    public CheckCall Take() => free.TryTake(out var call) ? call : new();

    public void Return(CheckCall call)
    {
        call.Clear();
        if (free.Count < MostKept)
        {
            free.Add(call);
        }
    }
}
