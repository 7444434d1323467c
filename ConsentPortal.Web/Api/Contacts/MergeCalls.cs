using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Contacts;

/// <summary><c>/contacts/merge</c> and <c>/contacts/{externalId}/unmerge</c>, each with a preview that changes nothing.</summary>
internal sealed class MergeCalls(ListPeople people, MergeContacts merge, UnmergeContacts unmerge, PreviewMerge preview, FindMerges merges)
{
    public async Task<ApiReply> MergeAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (first, second) = (body.Need("survivor", "Name the contact that stays."), body.Need("merged", "Name the contact that becomes a part of it."));
        var (reason, dry, (chosen, own)) = (body.Text("reason", MergeContacts.ReasonMaxLength) ?? "", body.Flag("preview") ?? false, Chosen(body));
        body.NoOthers();
        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var (survivor, merged) = (await people.OneAsync(first, caller, ct, sensitive: false), await people.OneAsync(second, caller, ct, sensitive: false));
        if (!survivor.Ok || !merged.Ok)
        {
            return ApiReply.Refused(survivor.Ok ? merged.Problems : survivor.Problems);
        }

        var foreseen = await preview.RunAsync(new PreviewMerge.Query(survivor.Value.Id, merged.Value.Id) { FromMerged = chosen }, caller, ct);
        if (!foreseen.Ok || dry)
        {
            return foreseen.Ok ? ApiReply.Of(MergeAnswer.Of(default, survivor.Value.Id, foreseen.Value)) : ApiReply.Refused(foreseen.Problems);
        }

        var done = await merge.RunAsync(new(survivor.Value.Id, merged.Value.Id, reason) { FromMerged = chosen, OwnFromMerged = own }, caller, ct);
        return done.Ok ? ApiReply.Of(MergeAnswer.Of(done.Value.MergeId, survivor.Value.Id, foreseen.Value)) : ApiReply.Refused(done.Problems);
    }

    public async Task<ApiReply> UnmergeAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (named, reason, dry) = (body.Need("merge", "Say which: the id that the merge answered."), body.Text("reason", MergeContacts.ReasonMaxLength) ?? "", body.Flag("preview") ?? false);
        body.NoOthers();
        var survivor = await people.OneAsync(PersonCalls.NameOf(request), caller, ct, sensitive: false);
        if (body.Problems.Count > 0 || !survivor.Ok)
        {
            return ApiReply.Refused(survivor.Ok ? body.Problems : survivor.Problems);
        }

        var open = await merges.RunAsync(survivor.Value.Id, caller, ct);
        if (!Id<ContactMerge>.TryParse(named, null, out var id) || !open.Ok || open.Value.All(m => m.Id != id))
        {
            return ApiReply.Refused([Problem.Invalid("merge", "This contact has no such merge that could be taken back.")]);
        }

        var foreseen = await preview.RunAsync(id, caller, ct);
        if (!foreseen.Ok || dry)
        {
            return foreseen.Ok ? ApiReply.Of(MergeAnswer.Of(id, survivor.Value.Id, foreseen.Value)) : ApiReply.Refused(foreseen.Problems);
        }

        var done = await unmerge.RunAsync(new(id, reason), caller, ct);
        return done.Ok ? ApiReply.Of(MergeAnswer.Of(id, done.Value.ContactId, foreseen.Value)) : ApiReply.Refused(done.Problems);
    }

    // own fields as everywhere: "fields.loyalty-tier"
    private static (HashSet<MergeField> Chosen, HashSet<string> Own) Chosen(Fields body)
    {
        const string behind = "fields.";
        HashSet<MergeField> chosen = [];
        HashSet<string> own = new(StringComparer.Ordinal);
        foreach (var entry in body.List("fromMerged", Enum.GetValues<MergeField>().Length + ContactFieldDefinition.MostFields, least: 0) ?? [])
        {
            if (Fields.TextOf(entry) is { } code && code.StartsWith(behind, StringComparison.Ordinal))
            {
                own.Add(code[behind.Length..]);
            }
            else if (Fields.TextOf(entry) is { } text && Word.TryParse<MergeField>(text, out var field))
            {
                chosen.Add(field);
            }
            else
            {
                body.Refuse("fromMerged", $"Say any of {string.Join(", ", Word.All<MergeField>())}, or an own field as fields.code.");
            }
        }

        return (chosen, own);
    }
}
