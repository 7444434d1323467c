using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Compliance;

/// <summary><c>/purposes</c>.</summary>
internal sealed class PurposeCalls(FindPurposes find, ReadProfile profiles, AddPurpose add, EditPurpose edit, ChangePurposeActivity activity)
{
    private const int MostLines = 50;

    public ApiThing<FindPurposes.Row> Purpose { get; } = new((caller, request, ct) => find.OneAsync(CodeOf(request), caller, ct), PurposeAnswer.Of);

    public static string CodeOf(HttpRequest request) => request.RouteValues["purpose"] as string ?? "";

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var profile = query.Text("profile");
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await find.RunAsync(caller, ct);
        return found.Ok ? page.AnswerFrom(found.Value.Where(p => profile is null || p.Profiles.Contains(profile)), p => p.Code, PurposeAnswer.Of) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> CreateAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (profile, code, type) = (body.Need("profile", "Send the code of the profile that will use it."), body.Need("code", "Send the code: programs name it, and it can never be changed."), body.Needed<PurposeType>("type"));
        AddPurpose.Command command = new(default, code, type, body.Merge("name", LocalText.Empty), body.Merge("description", LocalText.Empty), body.Word<OptOutScope>("optOutScope") ?? default, body.Flag("replaceTracking") ?? false)
        {
            DataUse = body.Word<DataUse>("dataUse"),
        };
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var used = await profiles.ByCodeAsync(profile, caller, ct);
        if (!used.Ok)
        {
            return ApiReply.Refused([Problem.Invalid("profile", "There is no such profile.")]);
        }

        var made = await add.RunAsync(command with { ProfileId = used.Value.Id }, caller, ct);
        return made.Ok && await find.OneAsync(code, caller, ct) is { Ok: true } purpose
            ? ApiReply.Of(PurposeAnswer.Of(purpose.Value), StatusCodes.Status201Created).Tagged().With("Location", $"{ApiServices.Prefix}/purposes/{code}") : ApiReply.Refused(made.Problems);
    }

    public async Task<IReadOnlyList<Problem>> EditAsync(FindPurposes.Row p, Fields body, Actor caller, CancellationToken ct)
    {
        EditPurpose.Command command = new(p.Id, p.Version, body.Merge("name", p.Name), body.Merge("description", p.Description), body.Merge("optOutScope", p.Scope))
        {
            DataUse = body.Merge("dataUse", p.DataUse), Reason = body.Text("reason") ?? "",
            Facts = new(body.Merge("lawfulBasis", p.Facts.LawfulBasis), Lines(body, "dataCategories", p.Facts.DataCategories), Lines(body, "recipients", p.Facts.Recipients),
                body.Merge("retention", p.Facts.Retention), body.Merge("transfers", p.Facts.Transfers)),
        };
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await edit.RunAsync(command, caller, ct)).Problems;
    }

    public ApiEdit<FindPurposes.Row> Activity(bool active) => async (p, body, caller, ct) =>
    {
        var reason = body.Text("reason") ?? "";
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await activity.RunAsync(new(p.Id, active) { Reason = reason }, caller, ct)).Problems;
    };

    private static string Lines(Fields body, string name, string was) => string.Join('\n', body.Merge(name, ProcessingFacts.Lines(was), MostLines));
}
