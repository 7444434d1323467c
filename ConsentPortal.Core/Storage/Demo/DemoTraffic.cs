using System.Security.Cryptography;
using ConsentPortal.Core.Integration;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Storage.Demo;

/// <summary>Two systems that asked by key for weeks, with the mistakes that systems make. Nobody has their keys: their hashes are of nothing.</summary>
internal sealed class DemoTraffic(IdSource ids, Random dice)
{
    private const int Days = 40;

    public async Task WriteAsync(PortalDb db, DateTimeOffset now, CancellationToken ct)
    {
        var crm = await db.Set<Application>().OrderBy(a => a.Id).FirstAsync(a => a.Name == "CRM", ct);
        var other = await db.Set<Application>().OrderBy(a => a.Name).FirstOrDefaultAsync(a => a.Id != crm.Id, ct) ?? crm;
        var production = Issue(db, crm, "CRM production", ["consent:check", "consent:write", "contacts:write", "events:read"], now);
        var sender = Issue(db, other, "Newsletter sender", ["consent:check"], now);
        (sender.RequestsPerMinute, sender.ExpiresAt) = (600, new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddMonths(5));
        for (var back = Days; back >= 0; back--)
        {
            var day = now.AddDays(-back);
            var busy = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.2 : 1;
            Count(db, production, day, CallKind.Check, 200, 420 * busy);
            Count(db, production, day, CallKind.Record, 200, 35 * busy);
            Count(db, production, day, CallKind.People, 200, 60 * busy);
            Count(db, production, day, CallKind.Check, 400, back == 9 ? 55 : 2 * busy);
            Count(db, sender, day, CallKind.Filter, 200, back % 7 == 2 ? 6 : 0);
            Count(db, sender, day, CallKind.Check, 200, back % 7 == 2 ? 900 : 12);
            Count(db, sender, day, CallKind.Check, CallStatus.Limited, back % 7 == 2 ? 41 : 0);
        }

        Mistype(db, production, now.AddDays(-9), UnknownCodeKind.Purpose, "comercial", 55);
        Mistype(db, sender, now.AddDays(-2), UnknownCodeKind.Topic, "news-letter", 7);
        await db.SaveChangesAsync(ct);
    }

    private ApiKey Issue(PortalDb db, Application owner, string name, List<string> scopes, DateTimeOffset now)
    {
        ApiKey key = new() { Id = ids.Next<ApiKey>(), ApplicationId = owner.Id, Name = name, SecretHash = RandomNumberGenerator.GetBytes(32), Scopes = scopes, CreatedAt = now.AddDays(-Days) };
        key.Used(now.AddMinutes(-25));
        db.Add(key);
        db.Announce(new ApiKeyIssued(key.Id) { SubjectName = name }, Actor.System);
        return key;
    }

    private void Count(PortalDb db, ApiKey key, DateTimeOffset day, CallKind kind, int status, double usual)
    {
        if ((long)(usual * (0.7 + (0.6 * dice.NextDouble()))) is > 0 and var count)
        {
            CallCount row = new() { Day = DateOnly.FromDateTime(day.UtcDateTime).DayNumber, ApiKeyId = key.Id, Kind = kind, Status = status };
            row.Add(count, day.AddMinutes(-25));
            db.Add(row);
        }
    }

    private static void Mistype(PortalDb db, ApiKey key, DateTimeOffset day, UnknownCodeKind kind, string code, long count)
    {
        UnknownCode row = new() { Day = DateOnly.FromDateTime(day.UtcDateTime).DayNumber, ApiKeyId = key.Id, Kind = kind, Code = code };
        row.Add(count);
        db.Add(row);
    }
}
