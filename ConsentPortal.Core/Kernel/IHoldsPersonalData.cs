using System.Text.Json.Serialization;

namespace ConsentPortal.Core.Kernel;

/// <summary>Each room that keeps data about people says what it holds and hands it out, so that no request for a copy forgets a room (GDPR art. 15, 20).</summary>
public interface IHoldsPersonalData
{
    /// <summary>The room's name as a package shows it.</summary>
    string Room { get; }

    /// <summary>Every table of this room that can hold data about a person.</summary>
    IReadOnlyList<PersonalTable> Tables { get; }

    /// <summary>What this room holds about the person, row by row as it is read: a hundred thousand events never lie in memory at once.</summary>
    IAsyncEnumerable<PersonalRecord> ExportAsync(PersonalDataSubject subject, CancellationToken ct);
}

/// <summary>Each room that keeps data about people says what erasing them would do there, and does it (GDPR art. 17).</summary>
public interface IErasesPersonalData
{
    string Room { get; }

    /// <summary>Every table of this room that erasure reaches, or keeps with a reason.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>What would happen, by category; changes nothing.</summary>
    Task<IReadOnlyList<ErasureLine>> PlanAsync(PersonalDataSubject subject, CancellationToken ct);

    /// <summary>Does it, in slices that each commit; run again after a crash it goes on where it stood and ends the same. Answers how many rows it touched now.</summary>
    Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct);
}

/// <summary>A table that can hold personal data; where none of it is handed out, why not.</summary>
/// <param name="Withheld">Empty = it is handed out; else the reason in a sentence (a secret, a technical copy that is short-lived).</param>
public sealed record PersonalTable(string Name, string Category, string Withheld = "");

/// <summary>Whose data: everything by which rooms find a person. The addresses and names are those of the moment when the work was planned,
/// so that a resumed erasure still knows them when the contact is already gone.</summary>
public sealed record PersonalDataSubject(IReadOnlyList<long> Contacts, IReadOnlyList<long> ContactPoints)
{
    /// <summary>Canonical and typed addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>The keyed hashes of the addresses.</summary>
    public IReadOnlyList<byte[]> KeyHashes { get; init; } = [];

    /// <summary>Full names; by these free text is searched.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Those of <see cref="ContactPoints"/> that another person has too: what lies there may be theirs.</summary>
    public IReadOnlyList<long> SharedPoints { get; init; } = [];

    /// <summary>The privacy request that this is done for; 0 = none. It is the last thing that is erased.</summary>
    public long Request { get; init; }
}

/// <summary>One thing that is held: an entry of a category with its fields.</summary>
/// <param name="Table">The table it comes from, one of <see cref="IHoldsPersonalData.Tables"/>.</param>
/// <param name="At">When it was made or happened; null = unknown.</param>
public sealed record PersonalRecord(string Category, string Table, string Id, DateTimeOffset? At, IReadOnlyList<PersonalField> Fields);

/// <param name="Provided">The person gave it themselves, typed or by what they did: it belongs into what they may carry elsewhere (art. 20).</param>
/// <param name="OfOthers">It speaks of somebody else too; an officer looks at it before it goes out (art. 15(4)).</param>
/// <param name="Sensitive">Who reads it is written down.</param>
/// <param name="Denied">It is held and never leaves; the value is not in here.</param>
public sealed record PersonalField(string Name, string Value, bool Provided = false, bool OfOthers = false, bool Sensitive = false, bool Denied = false);

/// <summary>What an erasure does with a category.</summary>
public enum ErasureOutcome
{
    Erase,

    /// <summary>The row stays, nobody can be found by it.</summary>
    Anonymise,

    /// <summary>It is kept under an exception of art. 17(3), until a day.</summary>
    Keep,

    /// <summary>Another person holds it too: only this person's link goes.</summary>
    Unlink,
}

/// <summary>A line of a plan, and later of the certificate.</summary>
/// <param name="Exception">The exception as a code where it is kept: legal-claims, legal-duty, proof-of-consent …; empty otherwise.</param>
/// <param name="Until">Until when it is kept at most.</param>
/// <param name="Warning">What the officer should know before approving; empty = nothing.</param>
public sealed record ErasureLine(string Category, ErasureOutcome Outcome, long Rows, string Exception = "", DateOnly? Until = null, string Warning = "")
{
    /// <summary>The class of retention that takes it in the end, where an administrator may have set an earlier day; empty = none.</summary>
    [JsonIgnore]
    public string Retention { get; init; } = "";
}

/// <summary>Something that must end first holds this person: an import or an export that runs. The erasure waits at this step and goes on by itself.</summary>
public sealed class ErasureWaitsException(string what) : Exception($"The erasure waits for {what}.")
{
    /// <summary><c>import</c>, <c>export</c>.</summary>
    public string What { get; } = what;
}
