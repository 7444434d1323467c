using ConsentPortal.Core.Team;

namespace ConsentPortal.Tests.Core.Team;

public sealed class PasswordRulesTests
{
    private static readonly TeamMember Ann = new() { Email = "ann.muster@example.com", DisplayName = "Ann Mustermann" };

    [Theory]
    [InlineData("three unrelated words")]
    [InlineData("correct horse battery 7")]
    [InlineData("ähre möwe süß grün")]
    [InlineData("try the portal")]
    [InlineData("xK9#pQ2!vL7$")]
    public void A_long_unguessable_phrase_is_good(string password) => Assert.Null(PasswordRules.Refuse(password, Ann, "Password"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elevenchars")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababababab")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklmno")]
    [InlineData("zyxwvutsrqponm")]
    [InlineData("P@ssw0rd-2026!!")]
    [InlineData("passwordpassword")]
    [InlineData("Administrator1!")]
    [InlineData("ConsentPortal2026")]
    [InlineData("qwertyuiop1234")]
    [InlineData("I am Mustermann!")]
    [InlineData("my ann.muster pw")]
    public void A_short_common_or_personal_password_is_refused(string? password) => Assert.Equal("Password", PasswordRules.Refuse(password, Ann, "Password")?.Field);

    [Fact]
    public void A_password_too_long_to_hash_is_refused() => Assert.NotNull(PasswordRules.Refuse(string.Concat(Enumerable.Range(0, 60).Select(i => $"w{i} ")), Ann, "Password"));
}
