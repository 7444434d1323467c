using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Messaging;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Messaging;

public sealed class MailKindTests
{
    private static readonly MailSender Sender = new(1, "default", "Contoso & Söhne", "Main Street 1\n12345 Town");

    [Fact]
    public async Task The_shipped_words_of_every_kind_obey_its_own_rules_in_every_language_and_can_be_filled()
    {
        await using var portal = await TestPortal.StartAsync();
        var kinds = portal.Get<MailKinds>().All;
        Assert.Equal(
            ["address_code", "already_subscribed", "changes_made", "doubtful_unsubscribe", "guardian_reminder", "guardian_request", "level_request", "opt_in_reminder", "opt_in_request", "preference_link", "renewal_request", "restriction_end"],
            kinds.Select(k => k.Code).Where(k => !k.StartsWith("request_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        foreach (var (kind, language) in kinds.SelectMany(k => MailTexts.Languages.Select(l => (k, l))))
        {
            var words = kind.Shipped(language);
            Assert.Equal(words, words.Tidy());
            var preview = portal.Get<PreviewTemplate>().Run(new(new(1, kind.Code, language), words, Sender), Actors.Admin);
            Assert.True(preview.Ok, $"{kind.Code} {language}: {string.Join(' ', preview.Problems.Select(p => p.Message))}");
            Assert.DoesNotContain('{', preview.Value.Text + preview.Value.Subject);
            Assert.All(["Contoso & Söhne", "Main Street 1"], word => Assert.Contains(word, preview.Value.Text, StringComparison.Ordinal));
            Assert.Contains($"<html lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\">", preview.Value.Html, StringComparison.Ordinal);
            Assert.Equal(kind.HasLink, words.Button.Length > 0 && preview.Value.Text.Contains($"{words.Button}:\nhttp", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task No_kind_can_lose_a_place_without_which_it_would_be_of_no_use()
    {
        await using var portal = await TestPortal.StartAsync();
        var kinds = portal.Get<MailKinds>().All;
        Assert.All(kinds.Where(k => k.Button.Length > 0), k => Assert.True(k.Place("link")!.Required, k.Code));

        foreach (var (kind, place) in kinds.SelectMany(k => k.Places.Where(p => p.Required).Select(p => (k, p))))
        {
            var words = kind.Shipped("en");
            words = words with { Body = words.Body.Replace(place.Written, "", StringComparison.Ordinal) };
            var refused = await portal.Get<EditTemplate>().RunAsync(new(new(1, kind.Code, "en"), 0, words), Actors.Admin, CancellationToken.None);
            Assert.Contains(refused.Problems, p => p.Field == "body" && p.Message.StartsWith($"Put {place.Written} ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("renewal_request", "Hello,\n\nYou have agreed that Contoso may send you the following:\n\n * Newsletter\n * Product updates\n\nThis consent ends on ")]
    [InlineData("guardian_request", "Hello,\n\nA child whose email address is k…@e….com would like Contoso to send the following and named you as parent or guardian:\n\n * Newsletter\n")]
    [InlineData("guardian_reminder", "Hello,\n\nA child whose email address is k…@e….com would like Contoso to send")]
    [InlineData("opt_in_reminder", "Hello,\n\nContoso was asked to send the following to this email address:\n\n * Newsletter\n")]
    [InlineData("preference_link", "Hello,\n\nSomebody, we hope you, asked for the link to the preferences of this address at Contoso. Here you choose what you get, or unsubscribe:\n\nChoose what you get:\nhttp")]
    [InlineData("already_subscribed", "Hello,\n\nSomebody, we hope you, asked Contoso to send messages to this address. You already get all of them, so nothing was changed.")]
    public async Task Each_value_stands_where_the_sentence_wants_it(string kind, string start)
    {
        await using var portal = await TestPortal.StartAsync();
        var words = portal.Get<MailKinds>().Find(kind)!.Shipped("en");

        var view = portal.Get<PreviewTemplate>().Run(new(new(1, kind, "en"), words, Sender with { Name = "Contoso" }), Actors.Admin).Value;

        Assert.StartsWith(start, view.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_never_taken_for_a_place_or_for_markup_or_for_a_line()
    {
        const string evil = "{link} {sender} <script>alert(1)</script> https://evil.example\r\n-- \r\nBcc: eve@example.com \u202eabc";
        var letter = Write(new("Hi {sender}", "Go", "To {sender}:\n{items}\n{link}"), new MailValues().With("items", [evil]).With("link", "https://portal.example/c/1"), Sender with { Name = evil });

        Assert.DoesNotContain("<script>", letter.Body.Html, StringComparison.Ordinal);
        Assert.Single(letter.Body.Html.Split("<a "), part => part.StartsWith("href=\"https://portal.example/c/1\"", StringComparison.Ordinal));
        Assert.Equal(2, letter.Body.Html.Split("<a ").Length);
        Assert.Contains("{link} {sender} &lt;script&gt;", letter.Body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', letter.Subject);
        Assert.DoesNotContain("\u202e", letter.Subject + letter.Body.Text.Split("\n-- \n")[0], StringComparison.Ordinal);
        Assert.Contains(" * {link} {sender} <script>", letter.Body.Text, StringComparison.Ordinal);
        Assert.Equal(2, letter.Body.Text.Split("\n-- \n").Length); // ours alone
    }

    [Theory]
    [InlineData("subject", "", "Enter a subject.")]
    [InlineData("subject", "Hello\r\nBcc: eve@example.com", "one line")]
    [InlineData("subject", "Hello \u0007", "control character")]
    [InlineData("subject", "Hello \u202e", "control character")]
    [InlineData("subject", "Hello {name}", "{name} is not known here. Use {sender}, {until}.")]
    [InlineData("subject", "Hello {items}", "only in the text")]
    [InlineData("button", "", "Say what the button does.")]
    [InlineData("button", "Go {link}", "only in the text")]
    [InlineData("body", "Text\n\n{items}", "Put {link} on a line of its own")]
    [InlineData("body", "{items}\n\nClick {link} now", "Put {link} on a line of its own")]
    [InlineData("body", "{items}\n\n{link}\n\n{link}", "once")]
    [InlineData("body", "{link}", "Put {items} on a line of its own")]
    [InlineData("body", "{items}\n{link}\n{{sender}}", "Braces stand only around")]
    [InlineData("body", "{items}\n{link}\n{sender.Name}", "Braces stand only around")]
    [InlineData("body", "{items}\n{link}\n{0}", "Braces stand only around")]
    [InlineData("body", "{items}\n{link}\n{token}", "{token} is not known here")]
    [InlineData("body", "{items}\n{link}\n\u001b[2J", "control character")]
    public async Task What_would_make_a_mail_useless_or_unsafe_is_refused_with_its_field_and_its_mend(string field, string text, string mend)
    {
        await using var portal = await TestPortal.StartAsync();
        var shipped = portal.Get<MailKinds>().Find("opt_in_request")!.Shipped("en");
        var words = field switch { "subject" => shipped with { Subject = text }, "button" => shipped with { Button = text }, _ => shipped with { Body = text } };

        var refused = await portal.Get<EditTemplate>().RunAsync(new(new(1, "opt_in_request", "en"), 0, words), Actors.Admin, CancellationToken.None);

        Assert.Contains(refused.Problems, p => p.Field == field && p.Message.Contains(mend, StringComparison.Ordinal));
    }

    [Fact]
    public void Paragraphs_lines_lists_and_the_button_stand_where_the_text_puts_them()
    {
        var letter = Write(new("S", "Go", "One\ntwo\n\n{items}\nThree {until}\n\n{link}\nEnd"), new MailValues().With("items", ["a", "b"]).With("until", "1 May").With("link", "https://portal.example/c/1"), Sender);

        Assert.StartsWith("One\ntwo\n\n * a\n * b\n\nThree 1 May\n\nGo:\nhttps://portal.example/c/1\n\nEnd\n\n-- \nContoso", letter.Body.Text, StringComparison.Ordinal);
        Assert.Contains("<p>One<br>two</p>", letter.Body.Html, StringComparison.Ordinal);
        Assert.Contains("<p>Three <bdi>1 May</bdi></p>", letter.Body.Html, StringComparison.Ordinal);
        Assert.Contains("Contoso &amp; ", letter.Body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Arabic_runs_right_to_left_and_says_so()
    {
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", new MailBody("ar-EG").Line("x").Html, StringComparison.Ordinal);
        Assert.Contains("<div lang=\"ar\" dir=\"rtl\"", new MailBody("ar").Line("x").Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\" dir=\"ltr\">", new MailBody("de-AT").Line("x").Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "29 November 2026")]
    [InlineData("de", "29. November 2026")]
    [InlineData("es", "29 de noviembre de 2026")]
    [InlineData("fr-CA", "29 novembre 2026")]
    [InlineData("ar", "29 نوفمبر 2026")]
    [InlineData("xx", "29 November 2026")]
    public void Days_are_written_out_as_the_language_does(string language, string day) => Assert.Equal(day, MailTexts.Day(language, new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void The_button_has_the_brands_colour_only_where_its_label_can_be_read_and_nothing_tracks()
    {
        MailColours colours = new() { BrandOf = code => code switch { "dark" => "#8a1c1c", "pale" => "#ffee00", "evil" => "red;background:url(x)", _ => null } };

        Assert.Equal(("#8a1c1c", MailColours.Default, MailColours.Default, MailColours.Default), (colours.Of("dark"), colours.Of("pale"), colours.Of("evil"), colours.Of("none")));
        var html = new MailBody("en", colours.Of("dark")).Line(new string('x', 500)).Button("Go", "https://portal.example").Foot("F").Html;
        Assert.Contains("background:#8a1c1c", html, StringComparison.Ordinal);
        Assert.Contains("overflow-wrap:anywhere", html, StringComparison.Ordinal);
        Assert.All(["<img", "<style", "<script", "url(", "<link"], word => Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase));
    }

    private static Letter Write(TemplateWords words, MailValues values, MailSender sender)
    {
        MailKind kind = new("test", new("Hello"), "Hello", [], [new("items", PlaceShape.List), new("until"), new("link", PlaceShape.Link)]);
        return new MailWriter(new()).Write(kind, words, sender, "en", values);
    }
}
