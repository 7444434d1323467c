using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web.Public;

/// <summary>Reads the choices form: <c>shown</c> says what the page showed (<c>email-1-0=1 email-1-1=0=wording-1-1-de@3</c>: key, state, version
/// of the words beside it), <c>on</c> what is ticked now.</summary>
internal static class ChoiceForm
{
    private const int Most = 500;

    public static IReadOnlyList<SavePreferences.Answer> Read(IFormCollection form)
    {
        HashSet<string> on = [.. form["on"].OfType<string>()];
        return [.. form["shown"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(Most).Select(entry => entry.Split('=', 3))
            .Where(parts => parts.Length > 1).Select(parts => new SavePreferences.Answer(parts[0], parts[1] == "1", on.Contains(parts[0]), parts.Length > 2 ? parts[2] : null))];
    }
}
