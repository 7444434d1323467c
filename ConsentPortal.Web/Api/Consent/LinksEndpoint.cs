using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Consent;
using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api.Consent;

/// <summary><c>POST /links</c>: the unsubscribe links of addresses, for senders that keep their own audience.</summary>
internal sealed class LinksEndpoint(IssueLinks issue, Rulebooks rulebooks, LinkMaker links)
{
    public async Task<ApiReply> RunAsync(Fields body, Actor caller, HttpRequest request, CancellationToken ct)
    {
        var (profile, purpose, topic) = (body.Need("profile", "Send the code of a profile."), body.Need("purpose", "Send the code of a purpose."), body.Text("topic"));
        var channel = body.Word("channel", Channel.None);
        var messageRef = body.Text("messageRef", MessageReference.TextMaxLength);
        var addresses = Addresses(body);
        body.NoOthers();
        if (channel is null && !body.Problems.Exists(p => p.Field == "channel") && await ChannelRule.RefuseAsync(rulebooks, purpose, ct) is { } missing)
        {
            body.Refuse(missing.Field!, missing.Message);
        }

        if (body.Problems.Count > 0)
        {
            return ApiReply.Refused(body.Problems);
        }

        var issued = await issue.RunAsync(new(profile, purpose, topic, channel, messageRef, addresses), caller, ct);
        return issued.Ok
            ? ApiReply.Of(new LinksAnswer([.. addresses.Select((a, i) => AnswerOf(a, issued.Value.Tokens[i] is { } token ? links.UrlOf(token, profile!) : null, issued.Value.PurposeType, channel ?? ContactPointKey.Guess(a)))]))
            : ApiReply.Refused(issued.Problems);
    }

    private static LinkAnswer AnswerOf(string address, string? url, PurposeType type, Channel channel)
        => url is null ? new(address, null, null) : new(address, url, LinkMaker.HasHeaders(type, channel) ? LinkHeaders.Of(url) : null);

    private static List<string> Addresses(Fields body)
    {
        List<string> addresses = [];
        foreach (var element in body.List("addresses", IssueLinks.MaxAddresses) ?? [])
        {
            if (Fields.TextOf(element) is { } address)
            {
                addresses.Add(address);
            }
            else
            {
                body.Refuse($"addresses[{addresses.Count}]", "Send text here.");
                addresses.Add("");
            }
        }

        return addresses;
    }
}

/// <summary>One entry an address, in the order sent.</summary>
internal sealed record LinksAnswer(IReadOnlyList<LinkAnswer> Items);

/// <summary>The link of one address; null where it is no usable address. <c>Headers</c> on commercial email only.</summary>
internal sealed record LinkAnswer(string Address, string? UnsubscribeUrl, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LinkHeaders? Headers);

/// <summary>The header pair of RFC 8058, to be put into the message as it is (and under its DKIM signature).</summary>
internal sealed record LinkHeaders([property: JsonPropertyName("List-Unsubscribe")] string ListUnsubscribe, [property: JsonPropertyName("List-Unsubscribe-Post")] string ListUnsubscribePost)
{
    public const string OneClick = "List-Unsubscribe=One-Click";

    public static LinkHeaders Of(string url) => new($"<{url}>", OneClick);
}
