using System.Text.Json;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using ConsentPortal.Core.Storage.Dialect;
using ConsentPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Core.Storage;

/// <summary>Rows of the delivery log that pass EF by are those that EF reads.</summary>
public sealed class DeliveryRowsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory, OnEveryDatabase]
    public async Task Every_column_is_read_back_as_it_was_written_and_a_save_that_fails_leaves_no_row(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var now = portal.Clock.Now();
        WebhookDelivery held = New(1, "consent", urgent: true), arrived = New(2, "portal", urgent: false);
        held.Enter(DeliveryLane.Normal, now.AddSeconds(1));
        held.Hold(now.AddSeconds(2));
        arrived.Enter(DeliveryLane.Replay, now.AddSeconds(3));
        arrived.Note(new(now.AddSeconds(4), 204, DeliveryFault.None, 17), next: null);

        await using (var db = portal.Get<PortalDbFactory>().CreateDbContext())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveWithAsync(async () =>
            {
                await DeliveryRows.AddAsync(db, [held], Ct);
                throw new InvalidOperationException();
            }, Ct));
            Assert.False(await db.Set<WebhookDelivery>().AnyAsync(Ct));
            await db.SaveWithAsync(() => DeliveryRows.AddAsync(db, [held, arrived], Ct), Ct);
        }

        await using var after = portal.Get<PortalDbFactory>().CreateDbContext(); // the gate is free again
        var rows = await after.Set<WebhookDelivery>().OrderBy(d => d.Sequence).ToListAsync(Ct);
        Assert.Equal(JsonSerializer.Serialize<WebhookDelivery[]>([held, arrived]), JsonSerializer.Serialize(rows.ToArray()));
    }

    private static WebhookDelivery New(long number, string stream, bool urgent) => new()
    {
        Id = new(number * 100), WebhookId = new(number * 1000), Stream = stream, Sequence = number, EventId = number * 10, Kind = stream + ".changed", Subject = number + 70, Urgent = urgent,
        OccurredAt = new(2026, 11, (int)number, 0, 0, 0, TimeSpan.Zero),
    };
}
