using ConsentPortal.Core.Exports;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using ConsentPortal.Core.Team;
using ConsentPortal.Web.Admin.Exports;

namespace ConsentPortal.Web.Admin.PrivacyRequests;

/// <summary>Lets the register out by hand: who signed in a while ago gives the password again.</summary>
internal sealed class RegisterDesk(RequestDownloads downloads, ProveAgain prove, ExportVisitor visitor)
{
    public Task<bool> AsksPasswordAsync() => visitor.AsksPasswordAsync(prove);

    /// <summary>The path of the file; only who asked for it opens it.</summary>
    public async Task<Outcome<string>> PrepareAsync(TakeRegister.Command command, ExportEntry entry)
    {
        var actor = await visitor.ActorAsync();
        var problem = TakeRegister.Refuse(command, actor) ?? await visitor.RefuseAsync(prove, entry.Password, actor);
        return problem is null ? downloads.Keep(command, entry.Format, actor) : problem;
    }
}
