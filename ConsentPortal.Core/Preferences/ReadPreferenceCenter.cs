using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Preferences;

/// <summary>Reads the preference center behind a link. Looking changes nothing, ever: mail scanners open every link.</summary>
public sealed class ReadPreferenceCenter(IDbContextFactory<PortalDb> databases, LinkFactsReader links, ChoiceReader choices, PreferenceCenters centers, TimeProvider clock)
{
    /// <summary>Null only in a portal without any profile.</summary>
    public Task<PreferenceView?> RunAsync(PreferenceLink link, CancellationToken ct) => RunAsync(link, null, ct);

    /// <param name="design">Another one than readers see; null = theirs.</param>
    /// <param name="withLevel">Reads the level though the page may not show it: a form that was opened before a publish may still lower it.</param>
    internal async Task<PreferenceView?> RunAsync(PreferenceLink link, CenterDesign? design, CancellationToken ct, bool withLevel = false)
    {
        var (rules, facts) = await links.ReadAsync(link.PointId, ct);
        if (LinkScope.Of(rules, link) is not { } scope)
        {
            return null;
        }

        var center = await centers.OfAsync(rules, scope.Profile.Id, ct);
        design = await centers.ShownAsync(design ?? center.Design, ct);
        if (facts.Points is not [var own, ..])
        {
            return new() { Profile = scope.Profile, Center = center, Design = design };
        }

        var person = facts.People.Find(p => p.Id == link.ContactId) is { Id.IsNone: false } named ? named : facts.People is [var only] ? only : default;
        PreferenceView view = new()
        {
            Profile = scope.Profile, MaskedAddress = own.Canonical is { } address ? ContactPointKey.Mask(own.Channel, address) : null, ContactLanguage = person.Language ?? "",
            Channels = [.. facts.Points.Select(p => p.Channel).Order()], Wordings = rules.Wordings, Center = center, Design = design,
        };
        if ((withLevel || view.Design.Has(SectionKind.ConsentLevel)) && !person.Id.IsNone)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            view = view with { Level = await LevelView.OfAsync(db, person.Id, own, clock.Now(), ct) };
        }

        ChoiceReader.Reader reader = new(scope, facts, person.Id == link.ContactId ? person.Id : default);
        return own.Address is not null && scope.Profile.State.Active
            ? view with { OffersDetails = !person.Id.IsNone && view.Design.Has(SectionKind.ContactFields), Purposes = await choices.ReadAsync(rules, reader, ct) } : view;
    }
}
