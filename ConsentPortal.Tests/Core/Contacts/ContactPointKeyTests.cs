using System.Text;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Contacts;

public sealed class ContactPointKeyTests
{
    [Fact]
    public void One_domain_in_three_spellings_is_one_key()
    {
        string[] spellings = ["User@MÜNCHEN.de", "user@mu\u0308nchen.de", "user@xn--mnchen-3ya.de.", "  USER@XN--MNCHEN-3YA.DE\t"];

        Assert.Equal(["user@xn--mnchen-3ya.de"], spellings.Select(Email).Distinct());
    }

    [Theory]
    [InlineData("a.b@gmail.com", "ab@gmail.com")]
    [InlineData("a+x@b.co", "a@b.co")]
    [InlineData("a@example.com", "a@example.org")]
    [InlineData("ü@example.com", "u@example.com")]
    public void Two_mailboxes_are_never_one_key(string one, string other) => Assert.NotEqual(Email(one), Email(other));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a")]
    [InlineData("a@b")]
    [InlineData("@b.de")]
    [InlineData("a@")]
    [InlineData("a@b@c.de")]
    [InlineData("a b@c.de")]
    [InlineData("a@c d.de")]
    [InlineData("<a@b.de>")]
    [InlineData("Ann <a@b.de>")]
    [InlineData("a@b.de,c@d.de")]
    [InlineData("a\r\nBcc:x@y.de")]
    [InlineData("a\u200B@b.de")]
    [InlineData(".a@b.de")]
    [InlineData("a.@b.de")]
    [InlineData("a..b@c.de")]
    [InlineData("a@.b.de")]
    [InlineData("a@b..de")]
    [InlineData("a@b.de..")]
    [InlineData("a@-b.de")]
    [InlineData("a@b-.de")]
    [InlineData("a@b_c.de")]
    [InlineData("x@[127.0.0.1]")]
    [InlineData("a@xn--\u0131.de")]
    public void What_mail_could_not_reach_is_refused(string typed) => Assert.Null(Email(typed));

    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.Null(Email("\uD800@b.de"));
        Assert.Null(Email("a@\uDC00.de"));
    }

    [Theory]
    [InlineData("ANN@Example.COM", "ann@example.com")]
    [InlineData("o'brien+tag@sub.example.co.uk", "o'brien+tag@sub.example.co.uk")]
    [InlineData("a@b.de.", "a@b.de")]
    [InlineData("Jürgen@straße.de", "jürgen@xn--strae-oqa.de")]
    [InlineData("用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v")]
    [InlineData("a@b。de", "a@b.de")]
    public void A_canonical_address_is_lower_case_with_an_ascii_domain(string typed, string canonical) => Assert.Equal(canonical, Email(typed));

    [Fact]
    public void The_limits_are_64_octets_before_the_sign_and_254_in_all()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 61), 3)) + ".de"; // 188

        Assert.NotNull(Email($"{new string('a', 64)}@{domain}"));
        Assert.Null(Email($"{new string('a', 65)}@example.com"));
        Assert.NotNull(Email($"{new string('ü', 32)}@example.com"));
        Assert.Null(Email($"{new string('ü', 33)}@example.com"));
        Assert.NotNull(Email($"{new string('a', 63)}@{domain}d"));
        Assert.Null(Email($"{new string('a', 64)}@{domain}dd"));
        Assert.Null(Email($"a@{new string('d', 64)}.de"));
    }

    [Theory]
    [InlineData("+4930123456", null, "+4930123456")]
    [InlineData("+49 (30) 123-456", null, "+4930123456")]
    [InlineData("030 123456", "DE", "+4930123456")]
    [InlineData("0049 30 123456", "DE", "+4930123456")]
    [InlineData("0049 30 123456", null, null)]
    [InlineData("030 123456", null, null)]
    [InlineData("06 1234 5678", "IT", "+390612345678")]
    [InlineData("0612345678", "FR", "+33612345678")]
    [InlineData("(212) 555-0100", "US", "+12125550100")]
    [InlineData("1 212 555 0100", "us", "+12125550100")]
    [InlineData("07700 900123", "GB", "+447700900123")]
    [InlineData("612 34 56 78", "ES", "+34612345678")]
    [InlineData("0170.1234567", "DE", "+491701234567")]
    [InlineData("+1234567", null, "+1234567")]
    [InlineData("+123456", null, null)]
    [InlineData("+123456789012345", null, "+123456789012345")]
    [InlineData("+1234567890123456", null, null)]
    [InlineData("+0123456789", null, null)]
    [InlineData("+49 30 12x456", null, null)]
    [InlineData("+", null, null)]
    [InlineData("12345", "XX", null)]
    public void A_phone_number_is_E164_or_refused(string typed, string? country, string? canonical)
    {
        foreach (var channel in new[] { Channel.Sms, Channel.Voice })
        {
            Assert.Equal(canonical is not null, ContactPointKey.TryParse(channel, typed, out var key, country));
            Assert.Equal(canonical, key.Canonical);
        }
    }

    [Fact]
    public void Push_and_custom_are_kept_as_they_are()
    {
        Assert.True(ContactPointKey.TryParse(Channel.Push, " ExponentPushToken[aB] ", out var key));
        Assert.Equal("ExponentPushToken[aB]", key.Canonical);
        Assert.False(ContactPointKey.TryParse(Channel.Custom, "\n", out _));
        Assert.False(ContactPointKey.TryParse(Channel.Custom, new string('x', 255), out _));
        Assert.False(ContactPointKey.TryParse(Channel.None, "a@b.de", out _));
        Assert.False(ContactPointKey.TryParse(Channel.Email, null, out _));
    }

    [Fact]
    public void One_address_on_two_channels_is_two_keys()
    {
        Assert.True(ContactPointKey.TryParse(Channel.Sms, "+4930123456", out var sms));
        Assert.True(ContactPointKey.TryParse(Channel.Voice, "+4930123456", out var voice));
        Assert.NotEqual(sms, voice);
    }

    // letters whose lower case comes back from their upper case; ß, ı, ς and their like are covered by the vectors
    [Fact]
    public void The_key_of_a_key_is_itself_and_neither_case_nor_composition_nor_spelling_of_the_domain_changes_it()
    {
        const string Letters = "abcxyz0189éüñøåčžλπжд漢ạ̈";
        var seed = Random.Shared.Next();
        Random random = new(seed);
        string Word(int most) => string.Concat(Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Letters[random.Next(Letters.Length)]));
        var tried = 0;
        for (var i = 0; i < 5000; i++)
        {
            var typed = $"{Word(6)}{(random.Next(3) == 0 ? "+t" : "")}{(random.Next(3) == 0 ? "." + Word(3) : "")}@{Word(6)}.{Word(4)}";
            if (Email(typed) is not { } key)
            {
                continue; // a word may begin with a mark that stands on nothing
            }

            tried++;
            var because = $"seed {seed}: {typed}";
            Assert.True(Email(key) == key, because);
            Assert.True(Email(typed.ToUpperInvariant()) == key, because);
            Assert.True(Email(typed.Normalize(NormalizationForm.FormD)) == key, because);
            Assert.True(Email(typed.Normalize(NormalizationForm.FormC)) == key, because);
            Assert.True(Email($" {typed}. ") == key, because);
            Assert.True(Email(key[..key.IndexOf('@', StringComparison.Ordinal)] + typed[typed.IndexOf('@', StringComparison.Ordinal)..]) == key, because);
        }

        Assert.True(tried > 2000, $"only {tried} of 5000 were addresses");
    }

    [Theory]
    [InlineData(Channel.Email, "ann@example.com", "a…@e….com")]
    [InlineData(Channel.Sms, "+4930123456", "+49…56")]
    [InlineData(Channel.Custom, "abc", "…")]
    [InlineData(Channel.Email, "😀x@example.com", "😀…@e….com")]
    public void A_masked_address_can_be_recognised_but_not_learned(Channel channel, string canonical, string masked) => Assert.Equal(masked, ContactPointKey.Mask(channel, canonical));

    private static string? Email(string typed) => ContactPointKey.TryParse(Channel.Email, typed, out var key) ? key.Canonical : null;
}
