using System.Net;
using ConsentPortal.Core.Team;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.SignIn;

public sealed class PasskeyEndpointsTests
{
    [Fact]
    public async Task A_challenge_is_no_sign_in_and_a_made_up_answer_opens_nothing()
    {
        await using var portal = await WebPortal.StartAsync();
        using var visitor = portal.NewVisitor();
        using var foreign = await visitor.Client.PostAsync(new Uri("/sign-in/passkey/challenge", UriKind.Relative), new FormUrlEncodedContent([]));
        using var challenge = await visitor.SubmitElsewhereAsync("/sign-in", "/sign-in/passkey/challenge", "passkey", []);
        using var without = await visitor.SubmitAsync("/sign-in", "passkey", new() { ["Passkey.Credential"] = "" });
        using var madeUp = await visitor.SubmitAsync("/sign-in", "passkey", new() { ["Passkey.Credential"] = """{"id":"AQID","rawId":"AQID","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}}""" });
        using var code = await visitor.Client.GetAsync(new Uri("/sign-in/code", UriKind.Relative)); // the challenge's cookie is no first step
        using var home = await visitor.Client.GetAsync(new Uri("/contacts", UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (foreign.StatusCode, challenge.StatusCode));
        Assert.DoesNotContain("\"allowCredentials\":[{", await challenge.Content.ReadAsStringAsync(), StringComparison.Ordinal); // names no passkey of anybody
        Assert.Contains("\"userVerification\":\"required\"", await challenge.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (without.StatusCode, madeUp.StatusCode));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (code.StatusCode, home.StatusCode));
    }

    [Fact]
    public async Task A_passkey_is_begun_by_a_signed_in_member_with_their_password_only()
    {
        await using var portal = await WebPortal.StartAsync();
        using var stranger = portal.NewVisitor();
        using var visitor = await portal.VisitorAsync(Role.Analyst);
        using var outside = await stranger.SubmitElsewhereAsync("/sign-in", "/account/passkeys/start", "x", new() { ["Add.Password"] = WebPortal.Password });
        using var foreign = await visitor.Client.PostAsync(new Uri("/account/passkeys/start", UriKind.Relative), new FormUrlEncodedContent([new("Add.Password", WebPortal.Password)]));
        using var wrong = await visitor.SubmitElsewhereAsync("/account/security", "/account/passkeys/start", "x", new() { ["Add.Password"] = "not the password" });
        using var right = await visitor.SubmitElsewhereAsync("/account/security", "/account/passkeys/start", "x", new() { ["Add.Password"] = WebPortal.Password });

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (outside.StatusCode, foreign.StatusCode));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "This is not your password."), (wrong.StatusCode, await wrong.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Contains("\"residentKey\":\"required\"", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
