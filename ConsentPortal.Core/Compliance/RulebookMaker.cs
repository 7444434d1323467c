using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>Makes rulebook entities with their first state, and turns them to another; used by the defaults, the editor's verbs and demo
/// data. A turn closes the period that holds and opens the next one, so that a decision <em>as of</em> then still finds the old rule.</summary>
public sealed class RulebookMaker(IdSource ids, DateTimeOffset now)
{
    public Brand Brand() => new() { Id = ids.Next<Brand>(), CreatedAt = now };

    public ComplianceProfile Profile(short number, string code, string name, bool doubleOptIn, (string Url, string Version) policy = default) => new()
    {
        Id = ids.Next<ComplianceProfile>(), Number = number, Code = code, Name = name, CreatedAt = now,
        States = { new() { Id = ids.Next<ProfileState>(), From = now, DoubleOptIn = doubleOptIn, PolicyUrl = policy.Url ?? "", PolicyVersion = policy.Version ?? "" } },
    };

    public Purpose Purpose(short number, string code, PurposeType type, LocalText name, LocalText description, OptOutScope scope = OptOutScope.Address) => new()
    {
        Id = ids.Next<Purpose>(), Number = number, Code = code, Type = type, Name = name, Description = description, CreatedAt = now,
        DataUse = type == PurposeType.DataUse ? CodeNames.DataUseOf(code) : null, States = { new() { Id = ids.Next<PurposeState>(), From = now, OptOutScope = scope } },
    };

    public Topic Topic(Purpose purpose, short number, int order, string code, LocalText name, LocalText description) => new()
    {
        Id = ids.Next<Topic>(), PurposeId = purpose.Id, Number = number, Order = order, Code = code, Name = name, Description = description, CreatedAt = now,
        States = { new() { Id = ids.Next<TopicState>(), From = now } },
    };

    /// <summary>Lets a profile use a purpose, with the preset's model on each channel.</summary>
    public void Use(ComplianceProfile profile, Purpose purpose, RegimePreset preset)
    {
        Join(profile, purpose);
        foreach (var channel in ChannelsOf(purpose.Type))
        {
            Enforce(profile, purpose, channel, preset.ModelFor(purpose.Type, channel));
        }

        if (preset.Validity.TryGetValue(purpose.Type, out var terms))
        {
            Hold(profile, purpose, terms);
        }
    }

    /// <summary>Lets a profile use a purpose as another profile uses the same or another one: with its models and validity.</summary>
    public void UseLike(ComplianceProfile profile, Purpose purpose, ComplianceProfile other, Purpose others)
    {
        Join(profile, purpose);
        foreach (var channel in ChannelsOf(purpose.Type))
        {
            Enforce(profile, purpose, channel, Rulebook.ModelOf(other, others, channel));
        }

        if (Rulebook.TermsOf(other, others) is var terms && terms != ValidityTerms.Unlimited)
        {
            Hold(profile, purpose, terms);
        }
    }

    private void Join(ComplianceProfile profile, Purpose purpose)
    {
        var at = profile.Purposes.Where(m => m.PurposeId == purpose.Id).Select(m => m.Until ?? m.From).Append(now).Max();
        profile.Purposes.Add(new() { Id = ids.Next<ProfilePurpose>(), ProfileId = profile.Id, PurposeId = purpose.Id, From = at });
    }

    /// <summary>Ends the use of a purpose and of the models it had; consent that was given stays.</summary>
    public void Leave(ComplianceProfile profile, Purpose purpose)
    {
        End(profile.Purposes.Open(m => m.PurposeId == purpose.Id));
        foreach (var model in profile.Enforcements.Where(e => e.IsOpen && e.PurposeId == purpose.Id))
        {
            End(model);
        }

        End(profile.Validities.Open(v => v.PurposeId == purpose.Id));
    }

    /// <summary>How long a yes holds from now on.</summary>
    public void Hold(ComplianceProfile profile, Purpose purpose, ValidityTerms terms)
    {
        var at = End(profile.Validities.Open(v => v.PurposeId == purpose.Id));
        profile.Validities.Add(new()
        {
            Id = ids.Next<ConsentValidity>(), ProfileId = profile.Id, PurposeId = purpose.Id, From = at,
            OptInMonths = terms.OptInMonths, PurchaseMonths = terms.PurchaseMonths, InquiryMonths = terms.InquiryMonths,
        });
    }

    /// <summary>The model on a channel from now on; the one that held before stays as history.</summary>
    public void Enforce(ComplianceProfile profile, Purpose purpose, Channel channel, EnforcementModel model)
    {
        var at = End(profile.Enforcements.Open(e => e.PurposeId == purpose.Id && e.Channel == channel));
        profile.Enforcements.Add(new() { Id = ids.Next<Enforcement>(), ProfileId = profile.Id, PurposeId = purpose.Id, Channel = channel, Model = model, From = at });
    }

    /// <summary>The profile's state from now on; what is left out stays as it was.</summary>
    public void Turn(ComplianceProfile profile, bool? active = null, bool? doubleOptIn = null, (string Url, string Version)? policy = null)
    {
        var held = profile.State;
        profile.States.Add(new()
        {
            ProfileId = profile.Id, From = End(held), Id = ids.Next<ProfileState>(), Active = active ?? held.Active, DoubleOptIn = doubleOptIn ?? held.DoubleOptIn,
            PolicyUrl = policy?.Url ?? held.PolicyUrl, PolicyVersion = policy?.Version ?? held.PolicyVersion,
        });
    }

    /// <summary>A version of what people agree to under a purpose (topic null) or topic.</summary>
    public PublishedWording Wording(Purpose purpose, Topic? topic, string language, int number, string text, string by) => new()
    {
        Id = ids.Next<PublishedWording>(), PurposeId = purpose.Id, TopicId = topic?.Id ?? default, Language = language, Number = number,
        Reference = PublishedWording.ReferenceOf(purpose, topic, language, number), Text = text, PublishedAt = now, PublishedBy = by,
    };

    public void Turn(Purpose purpose, bool active, OptOutScope scope)
        => purpose.States.Add(new() { PurposeId = purpose.Id, From = End(purpose.States.Open()), Id = ids.Next<PurposeState>(), Active = active, OptOutScope = scope });

    public void Turn(Topic topic, bool active)
        => topic.States.Add(new() { TopicId = topic.Id, From = End(topic.States.Open()), Id = ids.Next<TopicState>(), Active = active });

    /// <summary>Data use has one model, everything else one a channel.</summary>
    public static IReadOnlyList<Channel> ChannelsOf(PurposeType type) => type == PurposeType.DataUse ? [Channel.None] : Channels.All;

    // Closes a period and answers from when the next one holds. Never before the one that it follows began: two turns in the same
    // microsecond, or a clock that was set back, leave an empty period behind and never two that hold at once.
    private DateTimeOffset End(Period? open)
    {
        var at = open is not null && open.From > now ? open.From : now;
        open?.Close(at);
        return at;
    }
}

internal static class OpenPeriods
{
    /// <summary>The one of these that holds now.</summary>
    public static T? Open<T>(this IEnumerable<T> periods, Func<T, bool> which) where T : Period => periods.FirstOrDefault(p => p.IsOpen && which(p));
}
