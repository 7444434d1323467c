using System.Globalization;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Sets how long a yes to a purpose holds in one profile. It counts for what is said from now on; what stands keeps its end.</summary>
public sealed class SetValidity(RulebookWriter writer)
{
    /// <summary>Where somebody says why; another form on the same page has a reason too.</summary>
    public const string ReasonField = "validity.reason";

    /// <param name="Version">The profile's version that the form was opened with.</param>
    public sealed record Command(Id<ComplianceProfile> ProfileId, int Version, Id<Purpose> PurposeId, ValidityTerms Terms)
    {
        /// <summary>Why, for the versions; may be empty.</summary>
        public string Reason { get; init; } = "";
    }

    /// <summary>The change itself, for whoever asks first what it would turn.</summary>
    public static RulebookChange Change(Command command) => new(edit => SetAsync(edit.Because(command.Reason), command));

    public async Task<Outcome<Done>> RunAsync(Command command, Actor actor, CancellationToken ct)
        => actor.Lacks(Permission.EditCompliance) is { } missing ? missing
            : Refuse(command.Terms).Concat(Wellformed.Reason(command.Reason, ReasonField)).ToList() is { Count: > 0 } problems ? problems
            : await writer.EditAsync(Change(command).Edit, actor, ct);

    private static IEnumerable<Problem> Refuse(ValidityTerms terms)
    {
        foreach (var (field, months) in new[] { ("optInMonths", terms.OptInMonths), ("purchaseMonths", terms.PurchaseMonths), ("inquiryMonths", terms.InquiryMonths) })
        {
            if (months is < 1 or > ValidityTerms.MaxMonths)
            {
                yield return Problem.Invalid(field, "Enter 1 to 120 whole months, or leave it empty.");
            }
        }
    }

    private static async Task<Outcome<Done>> SetAsync(RulebookEdit edit, Command command)
    {
        if (await edit.ProfileAsync(command.ProfileId) is not { } profile || await edit.PurposeAsync(command.PurposeId) is not { } purpose)
        {
            return Problem.NotFound("There is no such profile.");
        }

        if (RulebookEdit.Stale(profile, command.Version) is { } stale)
        {
            return stale;
        }

        if (Refuse(profile, purpose, command.Terms) is { } problem)
        {
            return problem;
        }

        var held = Rulebook.TermsOf(profile, purpose);
        if (held != command.Terms)
        {
            var changes = new ChangeList().Add($"{purpose.Code}.optInMonths", Of(held.OptInMonths), Of(command.Terms.OptInMonths))
                .Add($"{purpose.Code}.purchaseMonths", Of(held.PurchaseMonths), Of(command.Terms.PurchaseMonths))
                .Add($"{purpose.Code}.inquiryMonths", Of(held.InquiryMonths), Of(command.Terms.InquiryMonths));
            edit.Make.Hold(profile, purpose, command.Terms);
            edit.Announce(RulebookEvents.ValidityChanged, profile, changes);
        }

        return new Done();
    }

    private static Problem? Refuse(ComplianceProfile profile, Purpose purpose, ValidityTerms terms) => purpose.Type switch
    {
        _ when !profile.Purposes.Exists(m => m.IsOpen && m.PurposeId == purpose.Id) => Problem.Conflict("This profile no longer uses one of these purposes. Open it anew."),
        PurposeType.Transactional => Problem.Invalid("optInMonths", "A transactional purpose needs no consent, so none of it ends."),
        not PurposeType.Commercial when terms.AcceptsImplied => Problem.Invalid("purchaseMonths", "Only commercial messages may rest on implied consent."),
        _ => null,
    };

    private static string? Of(int? months) => months?.ToString(CultureInfo.InvariantCulture);
}
