using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Compliance;

/// <summary><c>/profiles</c>: every change by the verbs that the pages use.</summary>
internal sealed class ProfileCalls(ReadProfile read, FindProfiles find, CreateProfile create, EditProfile edit, ChangeProfileActivity activity)
{
    public ApiThing<ReadProfile.View> Profile { get; } = new((caller, request, ct) => read.ByCodeAsync(CodeOf(request), caller, ct), ProfileAnswer.Of);

    public static string CodeOf(HttpRequest request) => request.RouteValues["profile"] as string ?? "";

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await find.RunAsync(caller, ct);
        return found.Ok ? page.AnswerFrom(found.Value, p => p.Code, ProfileItem.Of) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> CreateAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (code, name, company, address, regime) = (body.Need("code", "Send the code: programs name it, and it can never be changed."), body.Need("name", "Send the name."), body.Text("companyName") ?? "",
            body.Text("postalAddress") ?? "", body.Need("regime", $"Say one of {string.Join(", ", RegimePresets.All.Select(p => p.Code))}."));
        var language = body.Text("defaultLanguage") ?? "en";
        var applications = body.Merge("applications", [], Most);
        var shared = body.Text("sharePurposesOf");
        body.NoOthers();
        var with = shared is null ? null : await read.ByCodeAsync(shared, caller, ct) as Outcome<ReadProfile.View>?;
        if (with is { Ok: false })
        {
            body.Refuse("sharePurposesOf", "There is no such profile.");
        }

        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var made = await create.RunAsync(new(code, name, company, address, regime) { DefaultLanguage = language, Applications = applications, ShareWith = with?.Value.Id ?? default }, caller, ct);
        return made.Ok ? await MadeAsync(code, caller, ct) : ApiReply.Refused(Names.Of(made.Problems));
    }

    public async Task<IReadOnlyList<Problem>> EditAsync(ReadProfile.View p, Fields body, Actor caller, CancellationToken ct)
    {
        EditProfile.Command command = new(p.Id, p.Version, body.Merge("name", p.Name), body.Merge("companyName", p.CompanyName), body.Merge("postalAddress", p.PostalAddress),
            body.Merge("regime", p.Regime), body.Merge("defaultLanguage", p.DefaultLanguage), body.Merge("applications", p.Applications, Most), body.Merge("doubleOptIn", p.DoubleOptIn))
        {
            Controller = Controller(body, p.Controller), Deadlines = Deadlines(body, p.Deadlines), Reason = body.Text("reason") ?? "",
        };
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : Names.Of((await edit.RunAsync(command, caller, ct)).Problems);
    }

    public ApiEdit<ReadProfile.View> Activity(bool active) => async (p, body, caller, ct) =>
    {
        var reason = body.Text("reason") ?? "";
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await activity.RunAsync(new(p.Id, active) { Reason = reason }, caller, ct)).Problems;
    };

    private const int Most = 50;

    private async Task<ApiReply> MadeAsync(string code, Actor caller, CancellationToken ct)
    {
        var made = await read.ByCodeAsync(code, caller, ct);
        return made.Ok ? ApiReply.Of(ProfileAnswer.Of(made.Value), StatusCodes.Status201Created).Tagged().With("Location", $"{ApiServices.Prefix}/profiles/{code}") : ApiReply.Refused(made.Problems);
    }

    private static ControllerFacts Controller(Fields body, ControllerFacts was)
    {
        if (body.Object("controller") is not { } c)
        {
            return body.Has("controller") ? ControllerFacts.None : was;
        }

        ControllerFacts facts = new(c.Merge("name", was.Name), c.Merge("contact", was.Contact), c.Merge("dpoContact", was.DpoContact), c.Merge("representative", was.Representative),
            c.Merge("policyUrl", was.PolicyUrl), c.Merge("policyVersion", was.PolicyVersion));
        c.NoOthers();
        return facts;
    }

    private static Deadlines Deadlines(Fields body, Deadlines was)
    {
        if (body.Object("deadlines") is not { } d)
        {
            return body.Has("deadlines") ? Core.Compliance.Deadlines.None : was;
        }

        Deadlines deadlines = new(Term(d, "optOut", was.OptOut), Term(d, "acknowledge", was.Acknowledge), Term(d, "answer", was.Answer), Term(d, "extension", was.Extension));
        d.NoOthers();
        return deadlines;
    }

    private static Term? Term(Fields deadlines, string name, Term? was)
    {
        var text = deadlines.Merge(name, was?.ToString() ?? "", Core.Compliance.Term.MaxLength);
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            return Core.Compliance.Term.Parse(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            deadlines.Refuse(name, "Write a number and a unit: 10 businessDays, 45 days, 1 months.");
            return was;
        }
    }
}

/// <summary>The fields of a call for what verbs name as their forms do.</summary>
internal static class Names
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["controllerName"] = "controller.name", ["controllerContact"] = "controller.contact", ["dpoContact"] = "controller.dpoContact", ["representative"] = "controller.representative",
        ["policyUrl"] = "controller.policyUrl", ["policyVersion"] = "controller.policyVersion", ["optOutWithin"] = "deadlines.optOut", ["acknowledgeWithin"] = "deadlines.acknowledge",
        ["answerWithin"] = "deadlines.answer", ["extendBy"] = "deadlines.extension", ["shareWith"] = "sharePurposesOf", ["purposeId"] = "purpose",
        [SetEnforcement.ReasonField] = "reason", [SetValidity.ReasonField] = "reason",
    };

    public static IReadOnlyList<Problem> Of(IReadOnlyList<Problem> problems) => [.. problems.Select(p => p.Field is { } field && Known.TryGetValue(field, out var name) ? p with { Field = name } : p)];
}
