using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary>Only a data-use purpose is asked without a channel; elsewhere a guess could answer for another channel than is used.</summary>
internal static class ChannelRule
{
    public const string Message = "Say the channel: email, sms, voice, push or custom.";

    public static async ValueTask<Problem?> RefuseAsync(Rulebooks rulebooks, string? purpose, CancellationToken ct)
    {
        var rules = await rulebooks.CurrentAsync(ct);
        return purpose is not null && rules.Purpose(purpose) is not { Type: not PurposeType.DataUse } ? null : Problem.Invalid("channel", Message);
    }
}
