using System.Globalization;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>The question of a whole stream: <c>?profile=&amp;purpose=&amp;topic=&amp;channel=&amp;minimumLevel=</c>. A parameter left empty is left out.</summary>
internal static class FilterQuery
{
    /// <summary>As the API's description shows them.</summary>
    public static readonly ApiParameter[] Parameters =
    [
        new("profile", "Code of the profile.", Required: true), new("purpose", "Code of the purpose.", Required: true), new("topic", "Code of a topic."),
        new("channel", "email, sms, voice, push or custom; required except for a data-use purpose."), new("minimumLevel", "The consent level to be reached, 0 to 5.", IsNumber: true),
    ];

    private static readonly string[] Known = [.. Parameters.Select(p => p.Name)];

    public static (DecisionScope Scope, List<Problem> Problems) Read(IQueryCollection query)
    {
        List<Problem> problems = [.. query.Keys.Where(k => !Known.Contains(k, StringComparer.Ordinal)).Select(k => Problem.Invalid(k, "There is no such parameter here."))];
        string? Text(string name) => query[name] is [{ Length: > 0 } only] ? only : null;
        problems.AddRange(Known.Where(k => query[k].Count > 1).Select(k => Problem.Invalid(k, "Send it once.")));
        foreach (var name in (string[])["profile", "purpose"])
        {
            if (Text(name) is null)
            {
                problems.Add(Problem.Invalid(name, $"Send the code of a {name}."));
            }
        }

        Channel? channel = null;
        if (Text("channel") is { } word)
        {
            channel = Word.TryParse<Channel>(word, out var parsed) && parsed != Channel.None ? parsed : null;
            if (channel is null)
            {
                problems.Add(Problem.Invalid("channel", ChannelRule.Message));
            }
        }

        ConsentLevel? minimum = null;
        if (Text("minimumLevel") is { } number)
        {
            minimum = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level <= (int)ConsentLevel.Profiling ? (ConsentLevel)level : null;
            if (minimum is null)
            {
                problems.Add(Problem.Invalid("minimumLevel", "Send a whole number from 0 to 5."));
            }
        }

        return (new(Text("profile") ?? "", Text("purpose") ?? "", Text("topic"), channel, minimum), problems);
    }
}
