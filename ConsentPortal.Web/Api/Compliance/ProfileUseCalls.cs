using System.Globalization;
using System.Text.Json;
using ConsentPortal.Core.Audit;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Compliance;

/// <summary>How a profile uses its purposes: <c>/profiles/{profile}/enforcement</c>, <c>…/purposes/{purpose}</c>, <c>…/versions</c>.</summary>
internal sealed class ProfileUseCalls(ReadProfile read, SetEnforcement enforce, SetValidity hold, ProfileSharing sharing, FindVersions versions)
{
    private const string NotUsed = "This profile does not use this purpose.";

    public ApiThing<ReadProfile.View> Enforcement { get; } = new((caller, request, ct) => read.ByCodeAsync(ProfileCalls.CodeOf(request), caller, ct), EnforcementAnswer.Of);

    /// <summary>One purpose as the profile uses it.</summary>
    public ApiThing<Use> Purpose { get; } = new(async (caller, request, ct) =>
    {
        var found = await read.ByCodeAsync(ProfileCalls.CodeOf(request), caller, ct);
        return !found.Ok ? found.Problem! : found.Value.Purposes.FirstOrDefault(p => p.Code == request.RouteValues["purpose"] as string) is { } purpose ? new Use(found.Value, purpose) : Problem.NotFound(NotUsed);
    }, use => ProfilePurposeItem.Of(use.Purpose));

    public sealed record Use(ReadProfile.View Profile, ReadProfile.PurposeView Purpose);

    public async Task<IReadOnlyList<Problem>> EnforceAsync(ReadProfile.View p, Fields body, Actor caller, CancellationToken ct)
    {
        var cells = Cells(p, body);
        var reason = body.Text("reason") ?? "";
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : Names.Of((await enforce.RunAsync(new(p.Id, p.Version, cells) { Reason = reason }, caller, ct)).Problems);
    }

    public async Task<IReadOnlyList<Problem>> HoldAsync(Use use, Fields body, Actor caller, CancellationToken ct)
    {
        var was = use.Purpose.Validity;
        var validity = body.Object("validity");
        var terms = validity is null ? body.Has("validity") ? ValidityTerms.Unlimited : was
            : new(validity.Merge("optInMonths", was.OptInMonths), validity.Merge("purchaseMonths", was.PurchaseMonths), validity.Merge("inquiryMonths", was.InquiryMonths));
        validity?.NoOthers();
        var reason = body.Text("reason") ?? "";
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return body.Problems;
        }

        var held = await hold.RunAsync(new(use.Profile.Id, use.Profile.Version, use.Purpose.Id, terms) { Reason = reason }, caller, ct);
        return [.. Names.Of(held.Problems).Select(x => x.Field is { } f && f.EndsWith("Months", StringComparison.Ordinal) ? x with { Field = $"validity.{f}" } : x)];
    }

    /// <summary>PUT: from now on the profile uses it, and shares its consent.</summary>
    public async Task<ApiReply> ShareAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var replace = body.Flag("replaceTracking") ?? false;
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var problems = await sharing.ShareAsync(ProfileCalls.CodeOf(request), request.RouteValues["purpose"] as string ?? "", replace, caller, ct);
        return problems.Count > 0 ? ApiReply.Refused(Names.Of(problems)) : await Purpose.ReadAsync(caller, request, ct);
    }

    public Task<IReadOnlyList<Problem>> LeaveAsync(Use use, Fields body, Actor caller, CancellationToken ct) => sharing.LeaveAsync(use, body, caller, ct);

    public async Task<ApiReply> VersionsAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var profile = await read.ByCodeAsync(ProfileCalls.CodeOf(request), caller, ct);
        if (!profile.Ok)
        {
            return ApiReply.Refused(profile.Problems);
        }

        TrailScope scope = new([.. profile.Value.Trail.Select(t => new TrailPart(t.Kind, t.Id, t.From, t.Until))], RulebookEvents.All);
        var before = int.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var found = await versions.RunAsync(scope, before, caller, ct, page.Size);
        return found.Ok ? page.Answer<VersionItem>([.. found.Value.Rows.Select(Of)], found.Value.Rows is [.., { Number: > 1 } last] ? last.Number.ToString(CultureInfo.InvariantCulture) : null) : ApiReply.Refused(found.Problems);
    }

    private static VersionItem Of(FindVersions.Row v) => new(v.Number, v.At, v.Actor.Kind, Text.CleanOrNull(v.ActorName), Text.CleanOrNull(v.Reason),
        [.. v.Entries.SelectMany(e => e.Changes.DefaultIfEmpty(new Change("", null, null)), (e, c) => new ChangeItem(e.Kind, e.SubjectName, Text.CleanOrNull(c.Field), c.Old, c.New))]);

    private static List<SetEnforcement.Cell> Cells(ReadProfile.View profile, Fields body)
    {
        List<SetEnforcement.Cell> cells = [];
        var models = body.Object("models");
        foreach (var purpose in profile.Purposes.Where(p => models?.Has(p.Code) == true))
        {
            var channels = models!.Object(purpose.Code);
            foreach (var channel in purpose.Models.Keys)
            {
                if (channels?.Word<EnforcementModel>(Word.Of(channel)) is { } model)
                {
                    cells.Add(new(purpose.Id, channel, model));
                }
            }

            channels?.NoOthers();
        }

        models?.NoOthers("This profile uses no such purpose.");
        return cells;
    }
}

/// <summary>Lets a profile use a purpose, and ends that.</summary>
internal sealed class ProfileSharing(ReadProfile read, Rulebooks rulebooks, SharePurpose share, RemovePurpose remove)
{
    /// <summary>One that is used already stays.</summary>
    public async Task<IReadOnlyList<Problem>> ShareAsync(string profile, string purpose, bool replaceTracking, Actor caller, CancellationToken ct)
    {
        var found = await read.ByCodeAsync(profile, caller, ct);
        if (!found.Ok)
        {
            return found.Problems;
        }

        if (found.Value.Purposes.Any(p => p.Code == purpose))
        {
            return [];
        }

        return (await rulebooks.FreshAsync(ct)).Purpose(purpose) is { } known ? (await share.RunAsync(new(found.Value.Id, known.Id, replaceTracking), caller, ct)).Problems : [Problem.NotFound("There is no such purpose.")];
    }

    public async Task<IReadOnlyList<Problem>> LeaveAsync(ProfileUseCalls.Use use, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await remove.RunAsync(new(use.Profile.Id, use.Purpose.Id), caller, ct)).Problems;
    }
}
