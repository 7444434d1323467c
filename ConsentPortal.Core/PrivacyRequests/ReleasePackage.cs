using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>An officer looked the package through and lets it go: the ZIP is written, and the person can fetch it once. That sensitive values leave
/// is written down.</summary>
public sealed class ReleasePackage(RequestCases cases, IdSource ids)
{
    public const int NoteMaxLength = 4000;

    /// <param name="LookedAtOthers">The officer looked at each value that may be about somebody else.</param>
    /// <param name="Note">What the person should know besides: a source, a transfer, a decision; stands in the summary.</param>
    public sealed record Command(Id<PrivacyRequest> Id, bool LookedAtOthers, string Note = "");

    public Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct) => cases.ChangeAsync(command.Id, actor, async open =>
    {
        var note = Text.Clean(command.Note);
        if (open.RefuseClosed() is { } closed)
        {
            return closed;
        }

        if (await PackageChanges.NewestAsync(open.Db, command.Id, ct) is not { State: PackageState.Preview } package || package.ExpiresAt <= open.Now)
        {
            return PackageChanges.None;
        }

        var contents = PackageContents.FromJson(package.Contents);
        if (Refuse(contents, command, note) is { } problem)
        {
            return problem;
        }

        if (note.Length > 0)
        {
            var words = SideRow.Make(ids.Next<SideRow>(), SideRowKind.Justification, note, open.Now);
            open.Db.Add(words);
            package.NoteId = words.Id;
        }

        (package.State, package.ReleasedAt) = (PackageState.Packing, open.Now);
        if (open.Request.State == RequestState.InProgress)
        {
            open.Move(RequestState.Review);
        }

        open.Step(RequestStepKind.PackageReleased, PackageEvent.Released, changes: new ChangeList().Add("records", 0, contents.Rows).Add("sensitive values", 0, contents.Sensitive).Items);
        return null;
    }, ct);

    private static Problem? Refuse(PackageContents contents, Command command, string note)
        => contents.OfOthers > 0 && !command.LookedAtOthers ? Problem.Invalid("lookedAtOthers", "Some values may be about other people. Look at them, take out what is, then tick this.")
            : note.Length > NoteMaxLength ? Problem.Invalid("note", $"At most {NoteMaxLength} characters.") : null;
}
