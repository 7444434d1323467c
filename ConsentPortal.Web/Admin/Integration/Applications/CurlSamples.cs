namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>Samples for a shell.</summary>
internal static class CurlSamples
{
    public static string Of(SampleKind kind, SampleValues values) => kind switch
    {
        SampleKind.Check => Call(values, "consent/check", $$"""
            { "profile": "{{values.Profile}}", "purpose": "{{values.Purpose}}", "channel": "email", "links": true,
              "items": [ { "ref": "1", "address": "ann@example.com" } ] }
            """, "# send only where the answer says \"allowed\": true; --fail makes every error a no"),
        SampleKind.Record => Call(values, "consent/events", $$"""
            { "items": [ { "channel": "email", "address": "ann@example.com",
                "profile": "{{values.Profile}}", "purpose": "{{values.Purpose}}", "status": "optedOut",
                "action": "spoken", "actor": { "kind": "subject", "id": null }, "source": "crm" } ] }
            """, "# the same Idempotency-Key gives the same answer: repeat the call until you have one", "Idempotency-Key: 0b1f6a52-call-4711"),
        SampleKind.Links => Call(values, "links", $$"""
            { "profile": "{{values.Profile}}", "purpose": "{{values.Purpose}}", "channel": "email",
              "messageRef": "spring-2026", "addresses": [ "ann@example.com" ] }
            """, "# put unsubscribeUrl into the text and headers into the mail; a link is no leave to send"),
        SampleKind.Feed => $$"""
            # everything from the beginning; keep "next" and go on from there
            curl --fail --silent --show-error --get "{{values.Portal}}/api/v1/events" \
              -H "Authorization: Bearer $CONSENT_PORTAL_KEY" \
              --data-urlencode "after=0" --data-urlencode "limit=100"

            # live
            curl --no-buffer "{{values.Portal}}/api/v1/events/stream?after=0" \
              -H "Authorization: Bearer $CONSENT_PORTAL_KEY"
            """,
        _ => Webhook,
    };

    private const string Webhook = """
        # body.json holds the body byte by byte as it came; ID, TIMESTAMP and SIGNATURE hold
        # the headers webhook-id, webhook-timestamp and webhook-signature
        key=$(printf %s "${WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')
        made=$( { printf '%s.%s.' "$ID" "$TIMESTAMP"; cat body.json; } |
          openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
        age=$(( $(date +%s) - TIMESTAMP ))
        case " $SIGNATURE " in
          *" v1,$made "*) [ "${age#-}" -le 300 ] && echo "it is from the portal" ;;
          *) echo "refuse it" ;;
        esac
        """;

    private static string Call(SampleValues values, string path, string body, string comment, string? header = null) => $"""
        {comment}
        curl --fail --silent --show-error "{values.Portal}/api/v1/{path}" \
          -H "Authorization: Bearer $CONSENT_PORTAL_KEY" \
          -H "Content-Type: application/json" \{(header is null ? "" : $"\n  -H \"{header}\" \\")}
          --max-time 10 -d '{body}'
        """;
}
