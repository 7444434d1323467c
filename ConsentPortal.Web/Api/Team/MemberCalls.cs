using System.Globalization;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Web.Api.Team;

/// <summary><c>/members</c>: who works here. A program makes and touches no administrator, and gives nobody more than its own key may do.</summary>
internal sealed class MemberCalls(FindMembers find, ChangeRole change, DisableMember disable, EnableMember enable, WithdrawInvitation withdraw)
{
    public ApiThing<FindMembers.Row> Member { get; } = new((caller, request, ct) =>
        long.TryParse(request.RouteValues["member"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? find.OneAsync(id, caller, ct) : Task.FromResult<Outcome<FindMembers.Row>>(Problem.NotFound("There is no such member.")), MemberAnswer.Of);

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var page = query.Page();
        query.NoOthers();
        return query.Problems.Count > 0 ? ApiReply.Refused(query.Problems) : await AnswerAsync(page, null, caller, ct);
    }

    /// <summary>By address, which must not stand in a URL.</summary>
    public async Task<ApiReply> QueryAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var email = body.Need("email", "Send the address.", TeamMember.EmailMaxLength);
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var found = await find.AfterAsync(0, 1, email, caller, ct);
        return found.Ok ? ApiReply.Of(new ApiList<MemberAnswer>([.. found.Value.Select(MemberAnswer.Of)], null)) : ApiReply.Refused(found.Problems);
    }

    public async Task<IReadOnlyList<Problem>> ChangeAsync(FindMembers.Row member, Fields body, Actor caller, CancellationToken ct)
    {
        RoleChoice choice = new(body.Merge("role", member.Role), body.Merge("ownContactsOnly", member.OwnContactsOnly), body.Merge("mayImport", member.MayImport), body.Merge("maySegment", member.MaySegment));
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : Named((await change.RunAsync(new(member.Id, choice) { Was = member.Choice }, caller, ct)).Problems);
    }

    public async Task<IReadOnlyList<Problem>> DisableAsync(FindMembers.Row member, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : Named((await disable.RunAsync(new(member.Id), caller, ct)).Problems);
    }

    public async Task<IReadOnlyList<Problem>> EnableAsync(FindMembers.Row member, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : Named((await enable.RunAsync(new(member.Id), caller, ct)).Problems);
    }

    public async Task<IReadOnlyList<Problem>> WithdrawAsync(FindMembers.Row member, Fields body, Actor caller, CancellationToken ct)
    {
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : Named((await withdraw.RunAsync(new(member.Id), caller, ct)).Problems);
    }

    /// <summary>The verbs name fields as their forms do: <c>MayImport</c>.</summary>
    public static IReadOnlyList<Problem> Named(IReadOnlyList<Problem> problems)
        => [.. problems.Select(p => p.Field is { Length: > 0 } field ? p with { Field = $"{char.ToLowerInvariant(field[0])}{field[1..]}" } : p)];

    private async Task<ApiReply> AnswerAsync(ApiPage page, string? email, Actor caller, CancellationToken ct)
    {
        var after = long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        var found = await find.AfterAsync(after, page.Size + 1, email, caller, ct);
        return found.Ok ? page.AnswerOf(found.Value, m => m.Id.ToString(CultureInfo.InvariantCulture), MemberAnswer.Of) : ApiReply.Refused(found.Problems);
    }
}

/// <summary><c>POST /members</c>. The link by which they choose a password goes to their own mailbox and nowhere else: whoever holds it is that member.</summary>
internal sealed class InviteCall(InviteMember invite, FindMembers find, PasswordMail mail)
{
    public async Task<ApiReply> RunAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (email, name, role) = (body.Need("email", "Send the address."), body.Need("name", "Say the name that colleagues know."), body.Needed<Role>("role"));
        RoleChoice choice = new(role, body.Flag("ownContactsOnly") ?? false, body.Flag("mayImport") ?? false, body.Flag("maySegment") ?? false);
        var language = Text.Clean(body.Text("language", 12));
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        if (!mail.IsReady)
        {
            return ApiReply.Refused([Problem.Conflict("The portal has no mail settings yet, so the invitation would reach nobody. Set them first, or invite in the portal.")]);
        }

        var invited = await invite.RunAsync(new(email, name, choice, language), caller, ct);
        if (!invited.Ok)
        {
            return ApiReply.Refused(MemberCalls.Named(invited.Problems));
        }

        await mail.InviteAsync(Text.Clean(email), language, caller.Name, invited.Value.Token, ct);
        var made = await find.OneAsync(invited.Value.Id, caller, ct);
        return made.Ok ? ApiReply.Of(MemberAnswer.Of(made.Value), StatusCodes.Status201Created).Tagged().With("Location", string.Create(CultureInfo.InvariantCulture, $"{ApiServices.Prefix}/members/{made.Value.Id}"))
            : ApiReply.Refused(made.Problems);
    }
}

/// <summary>A member of the team. <c>Invited</c>: has not chosen a password yet; until then the link of the invitation works.</summary>
internal sealed record MemberAnswer(string Id, string Name, string Email, Role Role, bool OwnContactsOnly, bool MayImport, bool MaySegment, bool Disabled, bool Invited, DateTimeOffset? InvitedUntil, string? Language, DateTimeOffset CreatedAt)
{
    public static MemberAnswer Of(FindMembers.Row m) => new(m.Id.ToString(CultureInfo.InvariantCulture), m.Name, m.Email, m.Role, m.OwnContactsOnly, m.MayImport, m.MaySegment, m.Disabled, !m.HasPassword,
        m.InvitedUntil, Text.CleanOrNull(m.Language), m.CreatedAt);
}
