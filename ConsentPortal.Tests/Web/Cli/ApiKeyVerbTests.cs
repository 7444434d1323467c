using ConsentPortal.Core.Integration;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Web.Cli;

public sealed class ApiKeyVerbTests
{
    [Fact]
    public async Task The_new_key_stands_alone_on_standard_output_and_opens_the_portal()
    {
        await using var portal = await TestPortal.StartAsync();

        var (exit, output, error) = await CommandProcess.RunAsync(portal, "api-key", "create", "--name", "CRM", "--application", "The CRM", "--profile", "default", "--scope", "consent:check", "--scope", "consent:write");

        Assert.True(exit == 0, error);
        var caller = await portal.Get<ApiKeyVerifier>().VerifyAsync(output.TrimEnd('\n', '\r'), CancellationToken.None);
        Assert.Equal(("The CRM", "default"), (caller!.Actor.Name, caller.Actor.BoundToProfile));
    }

    [Theory]
    [InlineData("no scope 'consent:all'", "api-key", "create", "--name", "CRM", "--scope", "consent:all")]
    [InlineData("no profile with the code 'nope'", "api-key", "create", "--name", "CRM", "--profile", "nope", "--scope", "consent:check")]
    [InlineData("--scope is missing", "api-key", "create", "--name", "CRM")]
    [InlineData("--name is missing", "api-key", "create", "--scope", "consent:check")]
    [InlineData("'--profil' is no option", "api-key", "create", "--name", "CRM", "--profil", "default", "--scope", "consent:check")]
    [InlineData("api-key create", "api-key")]
    public async Task A_wrong_wish_is_one_clear_line_and_a_failure(string expected, params string[] words)
    {
        await using var portal = await TestPortal.StartAsync();

        var (exit, output, error) = await CommandProcess.RunAsync(portal, words);

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(expected, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
