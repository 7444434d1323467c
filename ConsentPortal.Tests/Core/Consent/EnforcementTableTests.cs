using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class EnforcementTableTests
{
    private static readonly ConsentStatus[] Unknown = [ConsentStatus.NotSet, ConsentStatus.Pending, ConsentStatus.Expired];

    [Fact]
    public void A_purpose_is_decided_by_model_and_status()
    {
        Assert.Equal(ReasonCode.PurposeOptedOut, EnforcementTable.Purpose(EnforcementModel.Restrictive, ConsentStatus.OptedOut));
        Assert.Equal(ReasonCode.AllowedOptedIn, EnforcementTable.Purpose(EnforcementModel.Restrictive, ConsentStatus.OptedIn));
        Assert.Equal(ReasonCode.PurposeOptedOut, EnforcementTable.Purpose(EnforcementModel.NonRestrictive, ConsentStatus.OptedOut));
        Assert.Equal(ReasonCode.AllowedOptedIn, EnforcementTable.Purpose(EnforcementModel.NonRestrictive, ConsentStatus.OptedIn));
        Assert.All(Unknown, status => Assert.Equal(ReasonCode.PurposeNotOptedIn, EnforcementTable.Purpose(EnforcementModel.Restrictive, status)));
        Assert.All(Unknown, status => Assert.Equal(ReasonCode.AllowedNotOptedOut, EnforcementTable.Purpose(EnforcementModel.NonRestrictive, status)));
        Assert.All(Enum.GetValues<ConsentStatus>(), status => Assert.Equal(ReasonCode.AllowedNotEnforced, EnforcementTable.Purpose(EnforcementModel.Disabled, status)));
    }

    // rows: purpose; columns: topic; not set, pending, expired, opted in, opted out
    [Theory]
    [InlineData(EnforcementModel.Restrictive, ConsentStatus.NotSet, "TopicNotOptedIn TopicNotOptedIn TopicNotOptedIn AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.Restrictive, ConsentStatus.Pending, "TopicNotOptedIn TopicNotOptedIn TopicNotOptedIn AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.Restrictive, ConsentStatus.Expired, "TopicNotOptedIn TopicNotOptedIn TopicNotOptedIn AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.Restrictive, ConsentStatus.OptedIn, "TopicNotOptedIn TopicNotOptedIn TopicNotOptedIn AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.Restrictive, ConsentStatus.OptedOut, "PurposeOptedOut PurposeOptedOut PurposeOptedOut PurposeOptedOut PurposeOptedOut")]
    [InlineData(EnforcementModel.NonRestrictive, ConsentStatus.NotSet, "AllowedNotOptedOut AllowedNotOptedOut AllowedNotOptedOut AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.NonRestrictive, ConsentStatus.Pending, "AllowedNotOptedOut AllowedNotOptedOut AllowedNotOptedOut AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.NonRestrictive, ConsentStatus.Expired, "AllowedNotOptedOut AllowedNotOptedOut AllowedNotOptedOut AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.NonRestrictive, ConsentStatus.OptedIn, "AllowedNotOptedOut AllowedNotOptedOut AllowedNotOptedOut AllowedOptedIn TopicOptedOut")]
    [InlineData(EnforcementModel.NonRestrictive, ConsentStatus.OptedOut, "PurposeOptedOut PurposeOptedOut PurposeOptedOut PurposeOptedOut PurposeOptedOut")]
    [InlineData(EnforcementModel.Disabled, ConsentStatus.NotSet, "AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced")]
    [InlineData(EnforcementModel.Disabled, ConsentStatus.Pending, "AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced")]
    [InlineData(EnforcementModel.Disabled, ConsentStatus.Expired, "AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced")]
    [InlineData(EnforcementModel.Disabled, ConsentStatus.OptedIn, "AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced")]
    [InlineData(EnforcementModel.Disabled, ConsentStatus.OptedOut, "AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced AllowedNotEnforced")]
    public void A_topic_is_decided_by_model_purpose_and_topic(EnforcementModel model, ConsentStatus purpose, string expected)
    {
        ConsentStatus[] topics = [.. Unknown, ConsentStatus.OptedIn, ConsentStatus.OptedOut];

        Assert.Equal(expected, string.Join(' ', topics.Select(topic => EnforcementTable.Topic(model, purpose, topic))));
    }
}
