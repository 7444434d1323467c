using ConsentPortal.Core.Team;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Tests.Testing;

/// <summary>Gives a member of a test portal a password that they can show again.</summary>
internal static class MemberPasswords
{
    public const string Password = WebPortal.Password;

    public static async Task PasswordAsync(this TestPortal portal, long id)
    {
        await using var db = portal.NewDb();
        var member = await db.Users.SingleAsync(u => u.Id == id);
        var hash = portal.Get<IPasswordHasher<TeamMember>>().HashPassword(member, Password);
        await db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, hash));
    }
}
