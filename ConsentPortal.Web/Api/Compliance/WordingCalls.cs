using System.Globalization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Compliance;

/// <summary><c>/purposes/{purpose}/wordings</c>: what people agree to, in all its versions.</summary>
internal sealed class WordingCalls(FindPurposes purposes, FindWordings find, PublishWording publish)
{
    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (topic, language, newest) = (query.Text("topic"), query.Text("language"), query.Flag("inForce"));
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var all = await AllAsync(PurposeCalls.CodeOf(request), caller, ct);
        return all.Ok
            ? page.AnswerFrom(all.Value.Where(w => (topic is null || w.Topic == topic) && (language is null || w.Language == language) && (newest is null || w.InForce == newest)), PlaceOf, w => w) : ApiReply.Refused(all.Problems);
    }

    public async Task<ApiReply> PublishAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (topic, language, text, replaces) = (body.Text("topic"), body.Need("language", "Say the language by its code: en, de, pt-BR."), body.Need("text", "Send what people agree to."), body.Merge("replaces", (int?)null));
        if (replaces is null or < 0)
        {
            body.Refuse("replaces", "Send the number of the version that this one replaces; 0 where none was published in this language.");
        }

        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var purpose = await purposes.OneAsync(PurposeCalls.CodeOf(request), caller, ct);
        if (!purpose.Ok)
        {
            return ApiReply.Refused(purpose.Problems);
        }

        var about = topic is null ? null : purpose.Value.Topics.FirstOrDefault(t => t.Code == topic);
        if (topic is not null && about is null)
        {
            return ApiReply.Refused([Problem.Invalid("topic", "This purpose has no such topic.")]);
        }

        var done = await publish.RunAsync(new(purpose.Value.Id, about?.Id ?? default, language, text, replaces!.Value), caller, ct);
        if (!done.Ok)
        {
            return ApiReply.Refused([.. done.Problems.Select(p => p.Field == "version" ? p with { Field = "replaces" } : p)]);
        }

        var all = await AllAsync(purpose.Value.Code, caller, ct);
        return ApiReply.Of(all.Value.Single(w => w.Topic == topic && w.Language == language && w.Number == done.Value), StatusCodes.Status201Created)
            .With("Location", $"{ApiServices.Prefix}/purposes/{purpose.Value.Code}/wordings");
    }

    private async Task<Outcome<List<WordingItem>>> AllAsync(string purpose, Actor caller, CancellationToken ct)
    {
        var known = await purposes.OneAsync(purpose, caller, ct);
        if (!known.Ok)
        {
            return known.Problem!;
        }

        var found = await find.RunAsync(known.Value.Id, caller, ct);
        return found.Ok ? found.Value.SelectMany(row => row.Texts.SelectMany(t => t.Value.Select(v => Of(known.Value, row, t.Key, v, v.Number == t.Value[0].Number)))).ToList() : found.Problem!;
    }

    private static WordingItem Of(FindPurposes.Row purpose, FindWordings.Row row, string language, FindWordings.Version v, bool inForce)
        => new(purpose.Topics.FirstOrDefault(t => t.Id == row.TopicId)?.Code, language, v.Number, v.Reference, v.Text, v.PublishedAt, Text.CleanOrNull(v.PublishedBy), inForce);

    // the purpose itself first, then its topics; in each language the newest first
    private static string PlaceOf(WordingItem w) => string.Create(CultureInfo.InvariantCulture, $"{w.Topic}|{w.Language}|{int.MaxValue - w.Number:D10}");
}
