using System.Net;
using System.Reflection;
using System.Text.Json;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Tests.Web.Api.Evidence;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.OpenApi;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Web.Api.OpenApi;

// the examples of the rulebook, the team and the evidence, sent one after the other as they are printed
public sealed partial class OpenApiDocsTests
{
    private static readonly ApiOperation[] InOrder =
    [
        RuleExamples.ListProfiles, RuleExamples.CreateProfile, RuleExamples.ReadProfile, RuleExamples.EditProfile, RuleExamples.DeactivateProfile, RuleExamples.ReactivateProfile,
        RuleExamples.ReadEnforcement, RuleExamples.EditEnforcement, RuleExamples.ReadUse, RuleExamples.EditUse, RuleExamples.SharePurpose, RuleExamples.ProfileVersions, RuleExamples.ReadCenter,
        RuleExamples.ListPurposes, RuleExamples.CreatePurpose, RuleExamples.ReadPurpose, RuleExamples.EditPurpose, RuleExamples.DeactivatePurpose, RuleExamples.ReactivatePurpose,
        RuleExamples.ListTopics, RuleExamples.CreateTopic, RuleExamples.ReadTopic, RuleExamples.EditTopic, RuleExamples.MoveTopic, RuleExamples.DeactivateTopic, RuleExamples.ReactivateTopic,
        RuleExamples.ListWordings, RuleExamples.PublishWording, RuleExamples.LeavePurpose,
        TeamExamples.Invite, TeamExamples.Query, TeamExamples.List, TeamExamples.Read, TeamExamples.Edit, TeamExamples.Disable, TeamExamples.Enable, TeamExamples.Withdraw,
        EvidenceExamples.Query, EvidenceExamples.Read, EvidenceExamples.Audit,
    ];

    [Fact]
    public async Task The_examples_of_rules_team_and_evidence_work_one_after_the_other()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:Mail:Pickup", "mail"));
        using var crm = await portal.ProgramAsync();
        await portal.LeaveAsync(crm, "ann@example.com", "default", "commercial");
        var calls = Calls(portal).ToDictionary(c => c.Metadata.GetRequiredMetadata<ApiOperation>().Id, StringComparer.Ordinal);
        Dictionary<string, string> route = new(StringComparer.Ordinal);

        foreach (var example in InOrder)
        {
            route["purpose"] = example == RuleExamples.LeavePurpose ? "surveys" : "commercial";
            var answer = await SendAsync(crm, calls[example.Id], example, route);
            if (example == TeamExamples.Invite)
            {
                route["member"] = answer.Json.GetProperty("id").GetString()!;
            }
            else if (example == EvidenceExamples.Query)
            {
                route["receipt"] = answer.First.GetProperty("id").GetString()!;
            }
        }

        var written = new[] { typeof(RuleExamples), typeof(TeamExamples), typeof(EvidenceExamples) }.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => f.GetValue(null)).OfType<ApiOperation>();
        Assert.Empty(written.Except(InOrder).Select(c => c.Id));
    }

    [Fact]
    public async Task Every_example_of_an_answer_has_exactly_the_described_members()
    {
        var portal = await SharedPortal.GetAsync();
        foreach (var call in Calls(portal))
        {
            var example = call.Metadata.GetRequiredMetadata<ApiOperation>();
            var answer = call.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Single(a => a.StatusCode == example.Status);
            if (answer.ContentTypes.Contains(ApiBody.Json) && example.Id != EvidenceExamples.Read.Id)
            {
                var fault = Record.Exception(() => JsonSerializer.Deserialize(example.Answer, answer.Type!, Strict));
                Assert.True(fault is null, $"{example.Id}: {fault?.Message}");
            }
        }
    }

    private static async Task<ApiAnswer> SendAsync(ApiClient crm, RouteEndpoint call, ApiOperation example, Dictionary<string, string> route)
    {
        var path = call.Metadata.GetOrderedMetadata<ApiParameter>().Where(p => p.InPath)
            .Aggregate(call.RoutePattern.RawText!.Replace("/api/v1/", "", StringComparison.Ordinal), (path, p) => path.Replace($"{{{p.Name}}}", route.GetValueOrDefault(p.Name) ?? p.Example, StringComparison.Ordinal));
        var answer = await crm.SendAsync(path, example.Request, new HttpMethod(call.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]), ("If-Match", "*"));
        Assert.True(answer.Status == (HttpStatusCode)example.Status, $"{example.Id} {path}: {answer.Status} {answer.Text}");
        return answer;
    }

    private static IEnumerable<RouteEndpoint> Calls(WebPortal portal)
        => portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ApiOperation>() is not null);
}
