namespace ConsentPortal.Web.Admin.Integration.Applications;

/// <summary>Samples for Node.js 20 and later, each a whole module.</summary>
internal static class JavaScriptSamples
{
    public static string Of(SampleKind kind, SampleValues values) => kind switch
    {
        SampleKind.Check => Check(values),
        SampleKind.Record => Record(values),
        SampleKind.Links => Links(values),
        SampleKind.Feed => Feed(values),
        _ => Webhook,
    };

    private static string Check(SampleValues values) => Client(values, $$"""
        // any error, timeout or unknown value means: do not send
        let may = false;
        try {
          const answer = await call('consent/check', {
            profile: '{{values.Profile}}', purpose: '{{values.Purpose}}', channel: 'email', links: true,
            items: [{ ref: '1', address: 'ann@example.com' }],
          });
          may = answer.items[0].allowed === true;
        } catch (error) {
          console.error(error.message);
        }
        console.log(may ? 'send' : 'do not send');
        """);

    private static string Record(SampleValues values) => Client(values, $$"""
        // the same Idempotency-Key gives the same answer: repeat the call until you have one
        const answer = await call('consent/events', {
          items: [{
            channel: 'email', address: 'ann@example.com', profile: '{{values.Profile}}', purpose: '{{values.Purpose}}',
            status: 'optedOut', action: 'spoken', actor: { kind: 'subject', id: null }, source: 'crm',
          }],
        }, { 'Idempotency-Key': crypto.randomUUID() });
        console.log(answer.items[0].outcome);
        """);

    private static string Links(SampleValues values) => Client(values, $$"""
        const answer = await call('links', {
          profile: '{{values.Profile}}', purpose: '{{values.Purpose}}', channel: 'email',
          messageRef: 'spring-2026', addresses: ['ann@example.com'],
        });
        console.log(answer.items[0].unsubscribeUrl); // into the text
        console.log(answer.items[0].headers);        // into the mail
        """);

    private static string Feed(SampleValues values) => Client(values, """
        let after = '0'; // keep it, and begin here the next time
        for (let more = true; more;) {
          const page = await call(`events?after=${after}&limit=100`);
          for (const item of page.items) console.log(item.contactPoint, item.purpose, item.status);
          ({ next: after, more } = page);
        }
        """);

    private const string Webhook = """
        import { createHmac, timingSafeEqual } from 'node:crypto';

        // body is what came, byte by byte (a Buffer): read it before anything parses it
        export function isFromThePortal(body, headers, secret) {
          const id = headers['webhook-id'], timestamp = headers['webhook-timestamp'];
          if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false; // too old: somebody may be playing it again
          const made = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
            .update(`${id}.${timestamp}.`).update(body).digest();
          return headers['webhook-signature'].split(' ').some(s => {
            const given = Buffer.from(s.replace(/^v1,/, ''), 'base64');
            return s.startsWith('v1,') && given.length === made.length && timingSafeEqual(given, made);
          });
        }

        // answer 2xx only once the event is stored; the same webhook-id may come again
        """;

    private static string Client(SampleValues values, string body) => $$"""
        // sample.mjs
        async function call(path, body, headers = {}) {
          const answer = await fetch(`{{values.Portal}}/api/v1/${path}`, {
            method: body ? 'POST' : 'GET',
            headers: { Authorization: `Bearer ${process.env.CONSENT_PORTAL_KEY}`, 'Content-Type': 'application/json', ...headers },
            body: body && JSON.stringify(body),
            signal: AbortSignal.timeout(10_000),
          });
          if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
          return answer.json();
        }

        {{body}}
        """;
}
