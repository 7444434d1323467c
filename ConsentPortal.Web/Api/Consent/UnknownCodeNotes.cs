using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Notes for the dashboard what a key asked for that does not exist: profile, purpose (also: not in that profile) or topic.</summary>
internal sealed class UnknownCodeNotes(UnknownCodes codes, Rulebooks rulebooks)
{
    public Rulebooks Rulebooks => rulebooks;

    /// <summary>Once a call, and only where the question is unknown; a question about the past may have been right then.</summary>
    public async ValueTask NoteAsync(Id<ApiKey> key, DecisionScope scope, CancellationToken ct)
    {
        if (scope.At is not null)
        {
            return;
        }

        var rules = await rulebooks.CurrentAsync(ct);
        var (profile, purpose) = (rules.Profile(scope.Profile), rules.Purpose(scope.Purpose));
        if (profile is null)
        {
            codes.Note(key, UnknownCodeKind.Profile, scope.Profile);
        }
        else if (purpose is null || !rules.Uses(profile, purpose))
        {
            codes.Note(key, UnknownCodeKind.Purpose, scope.Purpose);
        }
        else if (scope.Topic is { } topic && !purpose.Topics.Exists(t => t.Code == topic))
        {
            codes.Note(key, UnknownCodeKind.Topic, topic);
        }
    }
}
