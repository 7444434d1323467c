using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Publishes the wordings that a law asks for, as version 1 of a new profile's own purposes: what a lawyer then changes, instead of
/// an empty page.</summary>
internal static class PresetTexts
{
    public static void PublishTexts(this RulebookEdit edit, ComplianceProfile profile, IEnumerable<Purpose> purposes, RegimePreset preset)
    {
        foreach (var purpose in purposes.Where(p => preset.Texts.ContainsKey(p.Type)))
        {
            ChangeList changes = new();
            foreach (var (language, text) in preset.Texts[purpose.Type].OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                var words = Filled(text, profile);
                edit.Db.Add(edit.Make.Wording(purpose, null, language, 1, words, edit.Author));
                changes.Add($"wording.{language}", null, words);
            }

            edit.Announce(RulebookEvents.WordingPublished, purpose, changes);
        }
    }

    /// <summary>What people read is kept byte for byte, so names are put in at the publishing, never at the showing.</summary>
    internal static string Filled(string text, ComplianceProfile profile)
    {
        var address = string.Join(", ", profile.PostalAddress.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return text.Replace("{sender}", profile.CompanyName.Length > 0 ? profile.CompanyName : profile.Name, StringComparison.Ordinal)
            .Replace(" ({address})", address.Length > 0 ? $" ({address})" : "", StringComparison.Ordinal);
    }
}
