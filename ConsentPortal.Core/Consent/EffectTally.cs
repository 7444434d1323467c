using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>Counts what changed questions come to, address by address.</summary>
internal sealed class EffectTally
{
    private readonly ChangedQuestion[][] byChannel;

    public EffectTally(IReadOnlyList<ChangedQuestion> questions)
    {
        byChannel = [.. Enum.GetValues<Channel>().Order().Select(c => questions.Where(q => q.Channel == c || q.Channel == Channel.None).ToArray())];
        Questions = questions;
    }

    public IReadOnlyList<ChangedQuestion> Questions { get; }

    public long Points { get; private set; }

    public long Starts { get; private set; }

    public long Stops { get; private set; }

    /// <summary>Called for each answer that turns.</summary>
    public Action<ScannedPoint, ChangedQuestion, ReasonCode, ReasonCode>? Turned { get; init; }

    public void Add(ScannedPoint point, DateTimeOffset now)
    {
        var mine = byChannel[(int)point.Channel];
        if (mine.Length == 0)
        {
            return;
        }

        var (starts, stops) = (false, false);
        foreach (var question in mine)
        {
            var answer = question.Answer(point.Facts, now);
            if (answer.Before.Allows() != answer.After.Allows())
            {
                question.Count(point.Facts.PointId, answer);
                starts |= answer.After.Allows();
                stops |= answer.Before.Allows();
                Turned?.Invoke(point, question, answer.Before, answer.After);
            }
        }

        Points++;
        Starts += starts ? 1 : 0;
        Stops += stops ? 1 : 0;
    }
}
