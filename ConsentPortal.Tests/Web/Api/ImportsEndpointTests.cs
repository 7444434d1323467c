using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Imports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.Api;
using ConsentPortal.Web.Api.OpenApi;

namespace ConsentPortal.Tests.Web.Api;

/// <summary>Programs load files, follow them, and take them back.</summary>
public sealed class ImportsEndpointTests
{
    private static readonly JsonSerializerOptions Strict = new(ApiJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    [Fact]
    public async Task A_program_loads_a_file_reads_what_became_of_it_and_takes_it_back()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync("imports:write", "consent:check");

        var loaded = await crm.SendAsync("imports?fileName=crm.csv&source=crm", ImportExamples.Post.Request!, "text/csv");
        Assert.True(loaded.Status == HttpStatusCode.OK, loaded.Text);
        var import = JsonSerializer.Deserialize<ImportAnswer>(loaded.Text, Strict)!;
        Assert.Equal(("crm.csv", ImportState.Finished, 1, 1, 1), (import.File, import.State, import.Counts.OptedIn, import.Counts.OptedOut, import.Counts.Rejected["unknown_status"]));
        Assert.Equal("allowed_opted_in", await crm.ReasonAsync("ann@example.com"));
        Assert.Equal(ImportExamples.Rejected.Answer, await crm.Http.GetStringAsync(new Uri($"/api/v1/imports/{import.Id}/rejected", UriKind.Relative)));

        var preview = await crm.PostAsync($"imports/{import.Id}/undo/preview", ImportExamples.Preview.Request!);
        Assert.Equal((1, 1), (JsonSerializer.Deserialize<UndoPreviewAnswer>(preview.Text, Strict)!.Counts.OptInGoes, preview.Json.GetProperty("counts").GetProperty("noToYes").GetInt32()));
        Assert.Contains("a…@e….com", preview.Text, StringComparison.Ordinal);
        (await crm.PostAsync($"imports/{import.Id}/undo", new { reason = "" })).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.OK, (await crm.PostAsync($"imports/{import.Id}/undo", ImportExamples.Undo.Request!)).Status);
        for (var look = 0; look < 200 && (await ReadAsync(crm, $"imports/{import.Id}")).Undo!.State != ImportState.Finished; look++)
        {
            await Task.Delay(100);
        }

        Assert.Equal("allowed_not_opted_out", await crm.ReasonAsync("bob@example.com"));
        (await crm.PostAsync($"imports/{import.Id}/undo", new { reason = "again" })).IsProblem(HttpStatusCode.Conflict);
        Assert.All(new[] { ImportExamples.Post, ImportExamples.Read, ImportExamples.Undo }, e => Assert.NotNull(JsonSerializer.Deserialize<ImportAnswer>(e.Answer, Strict)));
        Assert.NotNull(JsonSerializer.Deserialize<UndoPreviewAnswer>(ImportExamples.Preview.Answer, Strict));
    }

    [Fact]
    public async Task A_form_brings_its_options_a_dry_run_writes_nothing_and_who_prefers_not_to_wait_need_not()
    {
        await using var portal = await WebPortal.StartAsync();
        using var crm = await portal.ProgramAsync("imports:write");
        var row = string.Concat(Enumerable.Range(0, 12_000).Select(i => $"p{i}@example.com;ja;{new string('x', 1000)}\n")); // more than 10 MB

        using var dry = await crm.Http.PostAsync(new Uri("/api/v1/imports", UriKind.Relative), Form("email;ok\nann@example.com;ja\nbob@example.com;na\n", ("map", "ok=status"), ("mapStatus", "ja=optedIn"), ("dryRun", "true")));
        var report = JsonSerializer.Deserialize<ImportAnswer>(await dry.Content.ReadAsStringAsync(), Strict)!;
        Assert.Equal((null, 1, "na"), (report.Id, report.Counts.OptedIn, report.DryRun!.Statuses.Single().Word));

        using HttpRequestMessage large = new(HttpMethod.Post, "/api/v1/imports?mapStatus=ja=optedIn") { Content = new StringContent("email;status;note\n" + row, Encoding.UTF8, "text/csv") };
        large.Headers.Add("Prefer", "respond-async");
        using var accepted = await crm.Http.SendAsync(large);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var path = accepted.Headers.Location!.ToString()["/api/v1/".Length..];
        var stopping = await crm.PostAsync($"{path}/cancel", "{}");
        Assert.Equal(HttpStatusCode.OK, stopping.Status);
        for (var look = 0; look < 300 && (await ReadAsync(crm, path)).State is ImportState.Queued or ImportState.Running; look++)
        {
            await Task.Delay(100);
        }

        var list = JsonSerializer.Deserialize<JsonElement>(await crm.Http.GetStringAsync(new Uri("/api/v1/imports?limit=1", UriKind.Relative)));
        Assert.EndsWith(list.GetProperty("items")[0].GetProperty("id").GetString()!, path, StringComparison.Ordinal);
        Assert.NotNull(list.GetProperty("next").GetString()); // the dry run's, given up
    }

    [Fact]
    public async Task What_is_wrong_is_refused_clearly_and_leaves_nothing_and_a_bound_key_keeps_to_its_profile()
    {
        await using var portal = await WebPortal.StartAsync(with: ("ConsentPortal:Imports:MaxFileSize", "1000"));
        await portal.OtherProfileAsync();
        using var crm = await portal.ProgramAsync("imports:write");
        using var bound = await portal.ProgramOfAsync("other", "imports:write");
        using var reader = await portal.ProgramAsync("consent:check");
        const string File = "email,status\nann@example.com,yes\n";

        (await reader.SendAsync("imports", File, "text/csv")).IsProblem(HttpStatusCode.Forbidden);
        (await crm.SendAsync("imports", "{}", "application/json")).IsProblem(HttpStatusCode.UnsupportedMediaType);
        (await crm.SendAsync("imports", "", "text/csv")).IsProblem(HttpStatusCode.BadRequest);
        (await crm.SendAsync("imports", "no boundary", "multipart/form-data; boundary=x")).IsProblem(HttpStatusCode.BadRequest);
        (await crm.SendAsync("imports", File + new string('x', 100_000), "text/csv")).IsProblem(HttpStatusCode.RequestEntityTooLarge);
        var faults = (await crm.SendAsync("imports?map=nothing=email&dates=lunar&colour=red&zone=Mars", File, "text/csv")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Equal(["colour", "dates", "map"], faults.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(["zone"], (await crm.SendAsync("imports?zone=Mars", File, "text/csv")).IsProblem(HttpStatusCode.BadRequest).Fields);
        (await bound.SendAsync("imports?profile=default", File, "text/csv")).IsProblem(HttpStatusCode.Forbidden);
        Assert.Empty(Directory.GetFiles(portal.Get<DataDirectory>().Uploads));

        var own = await bound.SendAsync("imports", File, "text/csv");
        Assert.Equal(("other", "finished"), (own.Json.GetProperty("profile").GetString(), own.Json.GetProperty("state").GetString()));
        var others = (await crm.SendAsync("imports", File, "text/csv")).Json.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NotFound, (await bound.Http.GetAsync(new Uri($"/api/v1/imports/{others}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bound.Http.GetAsync(new Uri($"/api/v1/imports/{others}/rejected", UriKind.Relative))).StatusCode);
        Assert.DoesNotContain(others!, await bound.Http.GetStringAsync(new Uri("/api/v1/imports", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static MultipartFormDataContent Form(string file, params ReadOnlySpan<(string Name, string Value)> options)
    {
        MultipartFormDataContent form = [];
        foreach (var (name, value) in options)
        {
            form.Add(new StringContent(value), name);
        }

        ByteArrayContent content = new(Encoding.UTF8.GetBytes(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "file", "crm.csv");
        return form;
    }

    private static async Task<ImportAnswer> ReadAsync(ApiClient crm, string path)
        => JsonSerializer.Deserialize<ImportAnswer>(await crm.Http.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative)), Strict)!;
}
