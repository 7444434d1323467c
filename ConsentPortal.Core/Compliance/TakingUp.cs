using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Compliance;

/// <summary>How a profile takes up one more purpose. It has exactly one for tracking: another one takes its place.</summary>
internal static class TakingUp
{
    /// <summary>Null when it worked. Models start as the profile's regime says; without a regime, as the strictest does.</summary>
    public static async Task<Problem?> TakeUpAsync(this RulebookEdit edit, ComplianceProfile profile, Purpose purpose, bool replaceTracking, string field)
    {
        ChangeList changes = new();
        if (purpose.Type == PurposeType.Tracking && await TrackingOfAsync(edit, profile) is { } tracking)
        {
            if (!replaceTracking)
            {
                return Problem.Conflict("A profile has exactly one tracking purpose. Say that this one takes its place.", field);
            }

            edit.Make.Leave(profile, tracking);
            changes.Add("purpose", tracking.Code, purpose.Code);
        }
        else
        {
            changes.Add("purpose", null, purpose.Code);
        }

        edit.Make.Use(profile, purpose, RegimePresets.Find(profile.RegimeCode) ?? RegimePresets.Strictest);
        edit.Announce(RulebookEvents.PurposeShared, profile, changes);
        return null;
    }

    private static Task<Purpose?> TrackingOfAsync(RulebookEdit edit, ComplianceProfile profile)
    {
        var used = profile.Purposes.Where(m => m.IsOpen).Select(m => m.PurposeId).ToList();
        return edit.Db.Set<Purpose>().FirstOrDefaultAsync(p => used.Contains(p.Id) && p.Type == PurposeType.Tracking, edit.Ct);
    }
}
