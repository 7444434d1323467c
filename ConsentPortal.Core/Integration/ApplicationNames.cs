using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>What an application may be called: nothing that another is called, in any case.</summary>
internal static class ApplicationNames
{
    /// <summary>Null when the name is free.</summary>
    public static async Task<Problem?> WrongAsync(PortalDb db, string name, Id<Application> own, CancellationToken ct)
    {
        if (name.Length is 0 or > Application.NameMaxLength)
        {
            return Problem.Invalid("name", $"Give the application a name of 1 to {Application.NameMaxLength} characters, such as CRM.");
        }

        var taken = (await db.Set<Application>().AsNoTracking().Where(a => a.Id != own).ToListAsync(ct)).Find(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase));
        return taken switch
        {
            null => null,
            { RetiredAt: null } => Problem.Conflict($"There is an application named {taken.Name} already.", "name"),
            _ => Problem.Conflict($"A retired application is named {taken.Name}. Take that one up again, or choose another name.", "name"),
        };
    }
}
