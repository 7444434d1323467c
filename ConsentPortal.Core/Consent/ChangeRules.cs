using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Consent;

/// <summary>What a change by staff must bring: act, date, reason and justification, so that the proof stands years later.</summary>
internal static class ChangeRules
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static List<Problem> Check(ChangeConsent.Command command, ChangeTarget target, ContactPoint point, DateTimeOffset now)
    {
        List<Problem> problems = [];
        Act(command.Act, command.ActAt, command.Change == ConsentChange.OptIn, now, problems);
        Reason(command, problems);
        Justification(command.Justification, problems);
        if (command.Change == ConsentChange.Pause && !(command.PausedUntil > now))
        {
            problems.Add(Problem.Invalid("pausedUntil", "Choose a date in the future."));
        }

        if (command.Change == ConsentChange.OptIn && command.ValidUntil <= now)
        {
            problems.Add(Problem.Invalid("validUntil", "Choose a date in the future, or leave it empty."));
        }

        if (command.Change == ConsentChange.OptIn && point.ErasedAt is not null)
        {
            problems.Add(Problem.Conflict("This address was erased. Nobody can opt in at it.", "change"));
        }

        if (command.Change == ConsentChange.OptIn && !target.Active)
        {
            problems.Add(Problem.Conflict("The profile, purpose or topic is switched off. Nobody can opt in to it now.", "change"));
        }

        return problems;
    }

    /// <summary>The act and its date; an opt-in on somebody's behalf says when they agreed.</summary>
    public static void Act(ConsentAction act, DateTimeOffset? at, bool needsDate, DateTimeOffset now, List<Problem> problems)
    {
        if (act is not (ConsentAction.Spoken or ConsentAction.Paper or ConsentAction.Staff))
        {
            problems.Add(Problem.Invalid("act", "Choose how we know: spoken, on paper, or our own decision."));
        }

        if (at is null && needsDate && act != ConsentAction.Staff)
        {
            problems.Add(Problem.Invalid("actAt", "Say when the person agreed."));
        }
        else if (at > now + Tolerance || at < Earliest)
        {
            problems.Add(Problem.Invalid("actAt", "Choose a date and time that is not in the future."));
        }
    }

    public static void Justification(string text, List<Problem> problems)
    {
        var clean = Text.Clean(text);
        if (clean.Length == 0)
        {
            problems.Add(Problem.Invalid("justification", "Say what happened, so that others can understand it later."));
        }
        else if (clean.Length > ProposalReader.JustificationMaxLength)
        {
            problems.Add(Problem.Invalid("justification", $"At most {ProposalReader.JustificationMaxLength} characters."));
        }
    }

    /// <summary>Why an opt-in did not overrule the stored opt-out.</summary>
    public static Problem Kept(ChangeConsent.Command command) => command.Act == ConsentAction.Staff
        ? Problem.Conflict("They opted out. Only the person can undo that: choose how and when they did.", "act")
        : Problem.Conflict("They opted out after this date. An opt-in counts only if the person agreed later than that.", "actAt");

    private static void Reason(ChangeConsent.Command command, List<Problem> problems)
    {
        if (!StaffReasons.For(command.Change).Contains(command.Reason))
        {
            problems.Add(Problem.Invalid("reason", "Choose a reason."));
        }
    }
}
