using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What each step of an erasure does; the order is <see cref="RunErasure"/>'s.</summary>
public sealed class ErasureSteps(ErasurePlans plans, SuppressErased suppress, AnswerErased answer, FreeSpace space, TellOfErasure tell, CertifyErasure certify, TimeProvider clock)
{
    internal DateTimeOffset Now => clock.Now();

    /// <summary>Answers how many rows it touched now.</summary>
    internal async Task<int> DoAsync(string step, PortalDb db, Erasure erasure, ErasureAims aims, CancellationToken ct) => step switch
    {
        RunErasure.Suppress => await suppress.RunAsync(aims, ct),
        RunErasure.Answer => await answer.WriteAsync(db, erasure, ct),
        RunErasure.Answered => await answer.WaitAsync(db, erasure, aims, ct),
        RunErasure.FreeSpace => (await space.ClearAsync(Traces.InPages(aims.Subject), plans.Tables, ct)).Rewritten ? 1 : 0,
        RunErasure.Tell => await tell.RunAsync(db, erasure, aims, ct),
        RunErasure.Certify => 0,
        _ => await plans.Rooms.First(r => r.Room == step).EraseAsync(aims.Subject, ct),
    };

    /// <summary>The last step in the last save: the names go, the certificate is written, the case is answered.</summary>
    internal async Task EndAsync(PortalDb db, Erasure erasure, PrivacyRequest request, CancellationToken ct) => await certify.EndAsync(db, erasure, request, ct);
}
