using System.Security.Cryptography;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>A file as it comes in.</summary>
/// <param name="Name">As it was called.</param>
public sealed record NewRequestFile(RequestFileKind Kind, string Name, byte[] Content);

/// <summary>Makes and opens the files of cases: each sealed for itself, so that one row's content means nothing in another.</summary>
public sealed class RequestFiles(KeyRings rings, IdSource ids, TimeProvider clock)
{
    private const string Use = "request file";
    private readonly SealedSecrets seals = new(rings);

    /// <summary>Why it is not taken; null where it is.</summary>
    internal static Problem? Refuse(NewRequestFile file) => RequestFileCheck.Look(file.Name, file.Content).Problem;

    /// <summary>A file that passed <see cref="Refuse"/>.</summary>
    internal RequestFile Make(Id<PrivacyRequest> request, NewRequestFile file, Actor actor)
    {
        var (id, type) = (ids.Next<RequestFile>(), RequestFileCheck.Look(file.Name, file.Content).Value);
        return new()
        {
            Id = id, RequestId = request, Kind = file.Kind, Name = RequestFileCheck.CleanName(file.Name, type), MediaType = type, Size = file.Content.Length, Sha256 = SHA256.HashData(file.Content),
            Sealed = seals.Seal(Use, id.Value, file.Content), AttachedAt = clock.Now(), AttachedBy = actor.Kind, AttachedById = actor.Id ?? "",
        };
    }

    /// <summary>Null where the ring of keys is another than the one that sealed it, or its content was changed.</summary>
    internal byte[]? Open(RequestFile file) => file.Sealed is { } bytes && seals.Open(Use, file.Id.Value, bytes) is { } content && SHA256.HashData(content).AsSpan().SequenceEqual(file.Sha256) ? content : null;

    /// <summary>What the trail keeps of it: no name, which often says whose it is.</summary>
    internal static IReadOnlyList<Change> Facts(RequestFile file) => new ChangeList().Add("file", null, file.Id.ToString()).Add("fileKind", null, Word.Of(file.Kind))
        .Add("mediaType", null, file.MediaType).Add("size", null, (int?)file.Size).Add("sha256", null, Convert.ToHexStringLower(file.Sha256)).Items;
}
