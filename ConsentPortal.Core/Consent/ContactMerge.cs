using System.Text.Json;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ConsentPortal.Core.Consent;

/// <summary>That two records are one person: one answers for both, from the merge until it is taken back. Holds how the two were before, so
/// personal data.</summary>
public sealed class ContactMerge : Period, IEntity
{
    public Id<ContactMerge> Id { get; init; }

    public Id<Contact> SurvivorId { get; init; }

    public Id<Contact> MergedId { get; init; }

    /// <summary>JSON of <see cref="MergeNotes"/>.</summary>
    public string Notes { get; init; } = "";

    public string ByName { get; init; } = "";
}

/// <summary>How two records were before they became one, and what that changed: what taking it back needs to know.</summary>
internal sealed record MergeNotes(ContactFields SurvivorBefore, ContactFields MergedBefore, ContactFields SurvivorAfter)
{
    /// <summary>The survivor's own fields that the merge changed, as they were; empty in notes older than own fields.</summary>
    public Dictionary<string, string> OwnBefore { get; init; } = [];

    /// <summary>The same as the merge left them.</summary>
    public Dictionary<string, string> OwnAfter { get; init; } = [];

    /// <summary>The merged record's addresses that the survivor did not have.</summary>
    public List<Id<ContactPoint>> Gained { get; init; } = [];

    /// <summary>Addresses that both had.</summary>
    public List<Id<ContactPoint>> Shared { get; init; } = [];

    public List<Settling> Settlings { get; init; } = [];

    /// <summary>Children whose guardian the merged record was.</summary>
    public List<Id<Contact>> Wards { get; init; } = [];

    /// <summary>Leads that had become the merged record.</summary>
    public List<Id<Contact>> Leads { get; init; } = [];

    /// <summary>Records that had been merged into the merged one before.</summary>
    public List<Id<Contact>> Earlier { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this);

    public static MergeNotes Of(ContactMerge merge) => JsonSerializer.Deserialize<MergeNotes>(merge.Notes)!;
}

internal sealed class MergeMapping : IEntityTypeConfiguration<ContactMerge>
{
    public void Configure(EntityTypeBuilder<ContactMerge> builder)
    {
        builder.ToTable("contact_merges").Property(m => m.ByName).HasMaxLength(120);
        builder.HasIndex(m => m.SurvivorId);
        builder.HasIndex(m => m.MergedId);
    }
}
