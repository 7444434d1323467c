using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Consent.Decisions;

/// <summary>One change of a generated rulebook, as an editor might make it.</summary>
internal static class RandomChange
{
    public static async Task<(RulebookChange Change, Func<Task<Outcome<Done>>> Run)> MakeAsync(TestPortal portal, Random random)
    {
        T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        var rules = await portal.Get<Rulebooks>().FreshAsync(CancellationToken.None);
        var profile = Any(rules.Profiles);
        var used = rules.PurposesOf(profile).ToList();
        var purpose = used.Count > 0 ? Any(used) : Any(rules.Purposes);
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                SetEnforcement.Cell[] cells = [.. used.SelectMany(p => RulebookMaker.ChannelsOf(p.Type).Where(_ => random.Next(3) == 0).Select(c => new SetEnforcement.Cell(p.Id, c, Any(ModelsOf(p)))))];
                SetEnforcement.Command models = new(profile.Id, profile.Version, cells) { Reason = "Tried out." };
                return (SetEnforcement.Change(models), () => portal.Get<SetEnforcement>().RunAsync(models, Actors.Admin, CancellationToken.None));
            case 3:
                var scope = purpose.State.OptOutScope == OptOutScope.Address ? OptOutScope.Contact : OptOutScope.Address;
                EditPurpose.Command edited = new(purpose.Id, purpose.Version, new("A purpose"), purpose.Description, scope);
                return (EditPurpose.Change(edited), () => portal.Get<EditPurpose>().RunAsync(edited, Actors.Admin, CancellationToken.None));
            case 4:
                ChangePurposeActivity.Command purposeTurned = new(purpose.Id, !purpose.State.Active);
                return (ChangePurposeActivity.Change(purposeTurned), () => portal.Get<ChangePurposeActivity>().RunAsync(purposeTurned, Actors.Admin, CancellationToken.None));
            case 5:
                ChangeProfileActivity.Command profileTurned = new(profile.Id, !profile.State.Active);
                return (ChangeProfileActivity.Change(profileTurned), () => portal.Get<ChangeProfileActivity>().RunAsync(profileTurned, Actors.Admin, CancellationToken.None));
            case 6:
                RemovePurpose.Command removed = new(profile.Id, purpose.Id);
                return (RemovePurpose.Change(removed), () => portal.Get<RemovePurpose>().RunAsync(removed, Actors.Admin, CancellationToken.None));
            default:
                var others = rules.Purposes.Except(used).ToList();
                SharePurpose.Command shared = new(profile.Id, others.Count > 0 ? Any(others).Id : purpose.Id, ReplaceTracking: true);
                return (SharePurpose.Change(shared), () => portal.Get<SharePurpose>().RunAsync(shared, Actors.Admin, CancellationToken.None));
        }
    }

    private static EnforcementModel[] ModelsOf(Purpose purpose) => purpose.Type == PurposeType.Transactional
        ? [EnforcementModel.Restrictive, EnforcementModel.NonRestrictive, EnforcementModel.Disabled] : [EnforcementModel.Restrictive, EnforcementModel.NonRestrictive];
}
