using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Contacts;

/// <summary><c>/accounts</c>.</summary>
internal sealed class AccountCalls(ListAccounts list, ReadAccount read, AddAccount add, EditAccount edit)
{
    public ApiThing<ReadAccount.View> Account { get; } = new(
        (caller, request, ct) => read.RunAsync(Id<Account>.TryParse(request.RouteValues["account"] as string, null, out var id) ? id : default, caller, ct), AccountAnswer.Of);

    public async Task<ApiReply> ListAsync(ApiQuery query, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var name = query.Text("name");
        var page = query.Page();
        query.NoOthers();
        if (query.Problems.Count > 0)
        {
            return ApiReply.Refused(query.Problems);
        }

        var found = await list.RunAsync(new(page.AfterId<Account>(), page.Size + 1, name), caller, ct);
        return found.Ok ? page.AnswerOf(found.Value, a => a.Id.ToString(), AccountAnswer.Of) : ApiReply.Refused(found.Problems);
    }

    public async Task<ApiReply> CreateAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var fields = Read(body, new(""));
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var made = await add.RunAsync(new(fields), caller, ct);
        if (!made.Ok)
        {
            return ApiReply.Refused(made.Problems);
        }

        var account = await read.RunAsync(made.Value, caller with { Permissions = caller.Permissions | Permission.ReadContacts }, ct);
        return ApiReply.Of(AccountAnswer.Of(account.Value), StatusCodes.Status201Created).Tagged().With("Location", $"{ApiServices.Prefix}/accounts/{made.Value}");
    }

    public async Task<IReadOnlyList<Problem>> EditAsync(ReadAccount.View view, Fields body, Actor caller, CancellationToken ct)
    {
        var fields = Read(body, view.Fields);
        body.NoOthers();
        return body.Problems.Count > 0 ? body.Problems : (await edit.RunAsync(new(view.Id, view.Version, fields), caller, ct)).Problems;
    }

    private static AccountFields Read(Fields body, AccountFields was)
        => new(body.Merge("name", was.Name, Core.Contacts.Account.NameMaxLength), body.Merge("city", was.City), body.Merge("country", was.Country), body.Merge("website", was.Website));
}
