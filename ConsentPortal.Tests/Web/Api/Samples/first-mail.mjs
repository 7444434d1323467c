const { items: [answer] } = await ask("consent/check", { profile: "default", purpose: "commercial", channel: "email", sender: "ai",
  links: true, messageRef: "agent-first-mail", items: [{ address: to }] });
const can = {
  unsubscribe_headers: mail => { mail.headers = answer.headers; },
  disclose_ai: mail => { mail.text += "\n\nI am Ada, the AI assistant of Example Ltd. Answer, and a person reads it."; },
  postal_address: mail => { mail.text += `\n\nExample Ltd, 1 High Street, London\nUnsubscribe: ${answer.unsubscribeUrl}`; } };
if (answer.allowed === true && answer.obligations.every(what => what in can)) {    // one that it does not know: it does not send
  const mail = { to, subject: "Your question about tulips", text: "You asked us about bulbs. Shall I send you a list?" };
  answer.obligations.forEach(what => can[what](mail));
  await send(mail);
}

// the person answered "no more, please"
const { items: [noted] } = await ask("consent/events", { items: [{ channel: "email", address: to, profile: "default", purpose: "commercial",
  status: "optedOut", action: "spoken", actor: { kind: "subject" }, source: "reply to agent" }] });
if (!["recorded", "unchanged"].includes(noted.outcome)) throw new Error(`The opt-out was not recorded: ${noted.error ?? noted.outcome}`);
