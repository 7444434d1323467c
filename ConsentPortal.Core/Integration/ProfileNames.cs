using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentPortal.Core.Integration;

/// <summary>Profiles as this room knows them: a code, a number and a name in columns, not the Compliance room's type.</summary>
internal static class ProfileNames
{
    public sealed record ProfileName(long Id, string Code, string Name);

    /// <summary>Null where no profile has the code.</summary>
    public static Task<ProfileName?> FindAsync(PortalDb db, string code, CancellationToken ct)
        => db.Database.SqlQuery<ProfileName>($"SELECT id AS \"Id\", code AS \"Code\", name AS \"Name\" FROM compliance_profiles WHERE code = {code}").SingleOrDefaultAsync(ct);

    public static Task<List<ProfileName>> AllAsync(PortalDb db, CancellationToken ct)
        => db.Database.SqlQuery<ProfileName>($"SELECT id AS \"Id\", code AS \"Code\", name AS \"Name\" FROM compliance_profiles").ToListAsync(ct);
}
