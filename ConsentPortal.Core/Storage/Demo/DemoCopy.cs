using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>A request for a copy whose data is gathered and waits for the officer's look; made by the portal's own verbs.</summary>
public sealed class DemoCopy(PortalDbFactory databases, OpenRequest open, DemoCopySteps steps)
{
    internal async Task WriteAsync(CancellationToken ct)
    {
        await using var db = databases.CreateDbContext();
        var officer = (await db.Set<TeamMember>().AsNoTracking().FirstAsync(m => m.Role == Role.PrivacyOfficer, ct)).AsActor();
        var who = await (from c in db.Set<Contact>() from l in c.Links join p in db.Set<ContactPoint>() on l.PointId equals p.Id where p.Channel == Channel.Email && l.Until == null orderby c.Id descending select new { c.Id, c.FirstName, c.LastName, p.Address }).FirstAsync(ct);
        var opened = await open.RunAsync(new("europe", RequestKind.Get, RequestIntake.Email, new() { Email = who.Address!, FirstName = who.FirstName, LastName = who.LastName, Notes = "Please send me a copy of my data." }), officer, ct);
        if (opened.Ok)
        {
            await steps.RunAsync(opened.Value.Id, who.Id, officer, ct);
        }
    }
}

/// <summary>The steps from the request to the look.</summary>
public sealed class DemoCopySteps(MoveRequest move, LinkRequest link, BuildPackage build, RunPackage run)
{
    internal async Task RunAsync(Id<PrivacyRequest> id, Id<Contact> who, Actor officer, CancellationToken ct)
    {
        await move.RunAsync(new(id, RequestState.Acknowledged), officer, ct);
        await move.RunAsync(new(id, RequestState.Verified, "Called back on the number on file."), officer, ct);
        await link.RunAsync(new(id, who), officer, ct);
        if (await build.RunAsync(new(id), officer, ct) is { Ok: true } built)
        {
            await run.RunAsync(built.Value, ct);
        }
    }
}
