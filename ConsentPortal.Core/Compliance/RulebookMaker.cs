using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Makes rulebook entities with their first state; used by the defaults, the editor's verbs and demo data.</summary>
public sealed class RulebookMaker(IdSource ids, DateTimeOffset now)
{
    public ComplianceProfile Profile(short number, string code, string name, bool doubleOptIn) => new()
    {
        Id = ids.Next<ComplianceProfile>(), Number = number, Code = code, Name = name, CreatedAt = now,
        States = { new() { Id = ids.Next<ProfileState>(), From = now, DoubleOptIn = doubleOptIn } },
    };

    public Purpose Purpose(short number, string code, PurposeType type, LocalText name, LocalText description, OptOutScope scope = OptOutScope.Address) => new()
    {
        Id = ids.Next<Purpose>(), Number = number, Code = code, Type = type, Name = name, Description = description, CreatedAt = now,
        States = { new() { Id = ids.Next<PurposeState>(), From = now, OptOutScope = scope } },
    };

    public Topic Topic(Purpose purpose, short number, int order, string code, LocalText name, LocalText description) => new()
    {
        Id = ids.Next<Topic>(), PurposeId = purpose.Id, Number = number, Order = order, Code = code, Name = name, Description = description, CreatedAt = now,
        States = { new() { Id = ids.Next<TopicState>(), From = now } },
    };

    /// <summary>Lets a profile use a purpose, with the preset's model on each channel.</summary>
    public void Use(ComplianceProfile profile, Purpose purpose, RegimePreset preset)
    {
        profile.Purposes.Add(new() { Id = ids.Next<ProfilePurpose>(), ProfileId = profile.Id, PurposeId = purpose.Id, From = now });
        foreach (var channel in ChannelsOf(purpose.Type))
        {
            Enforce(profile, purpose, channel, preset.ModelFor(purpose.Type, channel));
        }
    }

    public void Enforce(ComplianceProfile profile, Purpose purpose, Channel channel, EnforcementModel model)
        => profile.Enforcements.Add(new() { Id = ids.Next<Enforcement>(), ProfileId = profile.Id, PurposeId = purpose.Id, Channel = channel, Model = model, From = now });

    /// <summary>Data use has one model, everything else one a channel.</summary>
    public static IReadOnlyList<Channel> ChannelsOf(PurposeType type) => type == PurposeType.DataUse ? [Channel.None] : Channels.All;
}
