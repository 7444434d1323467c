using Microsoft.AspNetCore.Identity;

namespace ConsentPortal.Web.SignIn;

/// <summary>What a passkey of this portal must be: known to its device without a name being typed, and its owner there (two factors at once).
/// It belongs to the host of the public address, or, in a trial without one, to that of the request.</summary>
internal static class PasskeyRules
{
    public static void Configure(IdentityPasskeyOptions options, IConfiguration configuration)
    {
        var address = Uri.TryCreate(configuration["ConsentPortal:PublicUrl"], UriKind.Absolute, out var configured) ? configured : null;
        options.ServerDomain = address?.Host;
        options.UserVerificationRequirement = options.ResidentKeyRequirement = "required";

        // the browser signs where it was; our pages send no referrer, so the Origin header of a form says nothing
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
            && origin.GetLeftPart(UriPartial.Authority) == (address?.GetLeftPart(UriPartial.Authority) ?? $"{context.HttpContext.Request.Scheme}://{context.HttpContext.Request.Host}"));
    }
}
