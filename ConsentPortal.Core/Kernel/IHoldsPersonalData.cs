namespace ConsentPortal.Core.Kernel;

/// <summary>Each room that keeps data about people says how it is exported and erased, so that no request forgets a room.</summary>
public interface IHoldsPersonalData
{
    /// <summary>The room's name as an export shows it.</summary>
    string Room { get; }

    /// <summary>What this room holds about these contacts and contact points (their numbers).</summary>
    Task<IReadOnlyList<PersonalData>> ExportAsync(PersonalDataSubject subject, CancellationToken ct);

    /// <summary>Erases it; answers how many rows were blanked.</summary>
    Task<int> EraseAsync(PersonalDataSubject subject, CancellationToken ct);
}

public sealed record PersonalDataSubject(IReadOnlyList<long> Contacts, IReadOnlyList<long> ContactPoints);

/// <summary>One thing that is held: category, what it is, its value.</summary>
public sealed record PersonalData(string Category, string Name, string Value);
