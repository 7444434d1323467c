using System.Buffers.Text;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class PreferenceLinksTests : IDisposable
{
    private static readonly PreferenceLink Link = new() { PointId = new(long.MaxValue), Profile = 1, Purpose = short.MaxValue, Topic = 3, ContactId = new(4), MessageRefId = new(5) };
    private readonly DataDirectory data = new(Directory.CreateTempSubdirectory("links").FullName);

    [Fact]
    public void A_token_has_59_characters_that_need_no_escaping_and_reads_back()
    {
        PreferenceLinks links = new(new(data, TimeProvider.System));

        var token = links.Write(Link);

        Assert.Equal(59, token.Length);
        Assert.Equal(token, Uri.EscapeDataString(token));
        Assert.True(links.TryRead(token, out var read));
        Assert.Equal(Link, read);
    }

    [Fact]
    public void Any_other_byte_makes_it_worthless()
    {
        PreferenceLinks links = new(new(data, TimeProvider.System));
        var bytes = Base64Url.DecodeFromChars(links.Write(Link));
        Assert.Equal(44, bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] tampered = [.. bytes];
                tampered[i] ^= (byte)(1 << bit);

                Assert.False(links.TryRead(Base64Url.EncodeToString(tampered), out _), $"byte {i}, bit {bit}");
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("############################################################")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_is_refused(string? text) => Assert.False(new PreferenceLinks(new(data, TimeProvider.System)).TryRead(text, out _));

    [Fact]
    public void One_more_or_one_less_character_is_refused_and_so_is_padding()
    {
        PreferenceLinks links = new(new(data, TimeProvider.System));
        var token = links.Write(Link);

        Assert.All(new[] { token + "A", token[..^1], token[..^1] + "=", " " + token[1..], token[..^1] + "\n" }, t => Assert.False(links.TryRead(t, out _)));
    }

    [Fact]
    public void Links_survive_two_rotations_and_a_process_that_started_before_reads_the_new_ones()
    {
        KeyRings rings = new(data, TimeProvider.System), elsewhere = new(data, TimeProvider.System);
        PreferenceLinks links = new(rings), old = new(elsewhere);
        var first = links.Write(Link);
        rings.Links.Rotate();
        var second = links.Write(Link);
        rings.Links.Rotate();
        var third = links.Write(Link);

        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
        Assert.All([first, second, third], token => Assert.True(links.TryRead(token, out _)));
        Assert.All([third, first, second], token => Assert.True(old.TryRead(token, out _)));
        Assert.All([first, second, third], token => Assert.True(new PreferenceLinks(new(data, TimeProvider.System)).TryRead(token, out _)));
    }

    [Fact]
    public void Another_portals_link_is_refused()
    {
        DataDirectory other = new(Path.Combine(data.Path, "other"));

        Assert.False(new PreferenceLinks(new(data, TimeProvider.System)).TryRead(new PreferenceLinks(new(other, TimeProvider.System)).Write(Link), out _));
    }

    public void Dispose() => Directory.Delete(data.Path, recursive: true);
}
