const { items: [answer] } = await ask("consent/check", { profile: "default", purpose: "transactional", channel: "email", items: [{ address: to }] });
if (answer.allowed === true)
  await send({ to, subject: "Your receipt 4711", text: "Thank you. You paid 20.00 EUR." });
