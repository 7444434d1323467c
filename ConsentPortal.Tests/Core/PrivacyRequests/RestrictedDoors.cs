using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Tests.Core.Exports;
using ConsentPortal.Tests.Core.Imports;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.PrivacyRequests;

/// <summary>Each way to use or to change somebody's data. A door answers whether it let the person through.</summary>
internal static class RestrictedDoors
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>Somebody who walks: a person with an address, an opt-in to commercial mail, a yes that is asked to be confirmed, and a merged twin.</summary>
    internal sealed record Walker(TestPortal Portal, Id<Contact> Id, string Name, Id<ContactMerge> Merge)
    {
        public string Address => $"{Name}@example.com";
    }

    public static readonly IReadOnlyDictionary<string, Func<Walker, Task<bool>>> All = new Dictionary<string, Func<Walker, Task<bool>>>(StringComparer.Ordinal)
    {
        ["check"] = async w => await w.Portal.World.ReasonAsync(w.Address) == ReasonCode.AllowedOptedIn,
        ["check of a receipt"] = async w => await w.Portal.World.ReasonAsync(w.Address, "transactional") == ReasonCode.AllowedNotOptedOut,
        ["audience"] = AudienceAsync,
        ["yes by staff"] = async w => (await w.Portal.World.SaysAsync(w.Address, ConsentStatus.OptedIn, topic: "newsletter")).Outcome == RecordOutcome.Recorded,
        ["yes by an application"] = async w => (await w.Portal.World.SaysAsync(w.Address, ConsentStatus.OptedIn, topic: "product-updates", by: Actors.Crm)).Outcome == RecordOutcome.Recorded,
        ["import of consents"] = async w => (await w.Portal.ImportAsync($"email,purpose,status\r\n{w.Address},tracking,true\r\n")).Counts is { OptedIn: > 0 } or { Pending: > 0 },
        ["edit"] = EditAsync,
        ["own field"] = async w => (await w.Portal.Get<SetContactFields>().RunAsync(new(w.Id, new Dictionary<string, string?>(StringComparer.Ordinal) { ["shoe-size"] = "41" }), Actors.Admin, Ct)).Ok,
        ["write by an application"] = async w => (await w.Portal.Get<UpsertContact>().RunAsync(new(w.Name) { JobTitle = "Director" }, Actors.Admin, Ct)).Ok,
        ["new address"] = async w => (await w.Portal.Get<LinkContactPoint>().RunAsync(new(w.Id, [new(Channel.Email, $"{w.Name}2@example.com")]), Actors.Admin, Ct)).Ok,
        ["change of address"] = async w => (await w.Portal.Get<ChangeAddress>().RunAsync(new(w.Id, [await w.Portal.World.PointOfAsync(w.Id)], $"{w.Name}3@example.com"), Actors.Admin, Ct)).Ok,
        ["level"] = async w => (await w.Portal.Get<ChangeConsentLevel>().RunAsync(new(w.Id, ConsentLevel.Marketing, "Telephone", "Asked for it"), Actors.Admin, Ct)).Ok,
        ["unmerge"] = async w => (await w.Portal.Get<UnmergeContacts>().RunAsync(new(w.Merge, "They are two"), Actors.Admin, Ct)).Ok,
        ["merge"] = MergeAsync,
        ["update by a request"] = UpdateAsync,
        ["export of people"] = async w => ExportScene.Csv(await w.Portal.TakeAsync(ExportScene.Contacts)).Exists(r => r["lastName"] == w.Name || r["email"].Contains('@') && r["externalId"] == w.Name),
        ["export of consents"] = async w => ExportScene.Csv(await w.Portal.TakeAsync(ExportScene.Consents)).Exists(r => r["address"].StartsWith(w.Name, StringComparison.Ordinal)),
    };

    private static async Task<bool> AudienceAsync(Walker w)
    {
        DecisionRun run = new();
        run.Items.Add(new(w.Address));
        await w.Portal.Get<FilterAudience>().RunAsync(new("default", "commercial", null, Channel.Email), run, Ct);
        return run.Answers.Single().Decision.Message.Reason == ReasonCode.AllowedOptedIn;
    }

    private static async Task<bool> EditAsync(Walker w)
    {
        var view = await w.Portal.World.ContactAsync(w.Id);
        return (await w.Portal.Get<EditContact>().RunAsync(new(w.Id, view.Version, view.Fields with { JobTitle = "Buyer" }), Actors.Admin, Ct)).Ok;
    }

    private static async Task<bool> MergeAsync(Walker w)
    {
        var twin = await w.Portal.World.PersonAsync($"{w.Name} twin", $"{w.Name}@twin.example");
        return (await w.Portal.Get<MergeContacts>().RunAsync(new(twin, w.Id, "The same"), Actors.Admin, Ct)).Ok;
    }

    private static async Task<bool> UpdateAsync(Walker w)
    {
        var opened = await w.Portal.Get<OpenRequest>().RunAsync(new("europe", RequestKind.Update, RequestIntake.Letter, new() { Email = w.Address, Proposed = new() { ["firstName"] = "Other" } }), Actors.Officer, Ct);
        await w.Portal.Get<LinkRequest>().RunAsync(new(opened.Value.Id, w.Id), Actors.Officer, Ct);
        foreach (var state in new[] { RequestState.Acknowledged, RequestState.Verified })
        {
            await w.Portal.Get<MoveRequest>().RunAsync(new(opened.Value.Id, state, "Known"), Actors.Officer, Ct);
        }

        await w.Portal.Get<ApplyUpdates>().RunAsync(new(), Actor.System, Ct);
        await w.Portal.Get<DecideUpdate>().RunAsync(new(opened.Value.Id, "firstName", true), Actors.Officer, Ct);
        await using var db = w.Portal.NewDb();
        return await db.Set<Contact>().AnyAsync(c => c.FirstName == "Other" && c.Id == w.Id, Ct);
    }
}
