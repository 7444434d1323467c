using System.Text;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Messaging;

namespace ConsentPortal.Tests.Core.Messaging;

public sealed partial class MimeTextTests
{
    [Theory]
    [InlineData("Please confirm: messages from Contoso", true)]
    [InlineData("Bitte bestätigen", false)]
    [InlineData("=?utf-8?B?eA==?=", false)]
    [InlineData("يرجى التأكيد: رسائل من شركة طويلة الاسم جدا حتى يمتد العنوان على أكثر من سطر واحد في الرأس", false)]
    [InlineData("👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍", false)]
    public void A_subject_is_plain_where_it_can_be_and_else_comes_back_whole_from_words_of_75_characters(string subject, bool plain)
    {
        var written = MimeText.Unstructured(subject);

        Assert.Equal(plain, written == subject);
        if (!plain)
        {
            var words = written.Split("\r\n ");
            Assert.All(words, w => Assert.InRange(w.Length, 1, 75));
            Assert.Equal(subject, string.Concat(words.Select(w => Encoding.UTF8.GetString(Convert.FromBase64String(EncodedWord().Match(w).Groups["data"].Value)))));
        }
    }

    [Fact]
    public void A_name_cannot_break_out_of_its_quotes() => Assert.Equal("\"Ann \\\"x\\\" <eve@example.com>\"", MimeText.Phrase("Ann \"x\" <eve@example.com>"));

    [Fact]
    public void Bodies_are_lines_of_76_ascii_characters_that_come_back_whole()
    {
        var text = string.Join('\n', "Grüße = 1", "space at the end ", new string('ä', 200), "", ".dot", "tab\there", "🎈") + "\n";

        var written = MimeText.QuotedPrintable(text);

        Assert.EndsWith("\r\n", written, StringComparison.Ordinal);
        Assert.All(written.Split("\r\n"), line => Assert.True(line.Length <= 76 && !line.EndsWith(' ') && line.All(c => c is >= ' ' and <= '~'), line));
        Assert.Equal(text, Decode(written));
    }

    private static string Decode(string written)
    {
        var joined = written.Replace("=\r\n", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);
        List<byte> bytes = [];
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=')
            {
                bytes.Add(Convert.ToByte(joined.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)joined[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"^=\?utf-8\?B\?(?<data>[A-Za-z0-9+/=]+)\?=$", RegexOptions.None, 1000)]
    private static partial Regex EncodedWord();
}
