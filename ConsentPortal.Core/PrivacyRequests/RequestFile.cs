using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.PrivacyRequests;

/// <summary>What a file of a case is for.</summary>
public enum RequestFileKind
{
    /// <summary>Shows that somebody may ask for another person: a power of attorney, a child's birth certificate.</summary>
    Authority,

    /// <summary>What the officer keeps with the case.</summary>
    Attachment,
}

/// <summary>A file that belongs to a case. Its content is sealed with a key that does not lie in the database; it is read by
/// <see cref="ReadRequestFile"/> only, which writes down who read it.</summary>
public sealed class RequestFile : IEntity, IAudited
{
    public const int NameMaxLength = 120, MediaTypeMaxLength = 40, MostPerCase = 10;

    /// <summary>Bytes.</summary>
    public const int MaxSize = 5 * 1024 * 1024;

    public Id<RequestFile> Id { get; init; }

    public Id<PrivacyRequest> RequestId { get; init; }

    public RequestFileKind Kind { get; init; }

    /// <summary>As the file was called where it came from: shown, never a path. Empty once erased.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Found in the content, never believed from outside.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Bytes, unsealed.</summary>
    public int Size { get; init; }

    /// <summary>Of the unsealed content; empty once erased, because a guess could be tried against it.</summary>
    public byte[] Sha256 { get; internal set; } = [];

    /// <summary>Null once erased.</summary>
    public byte[]? Sealed { get; internal set; }

    public DateTimeOffset AttachedAt { get; init; }

    public ActorKind AttachedBy { get; init; }

    /// <summary>The member or application; empty for the person themselves.</summary>
    public string AttachedById { get; init; } = "";

    public DateTimeOffset? ErasedAt { get; internal set; }
}
