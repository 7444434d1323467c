const lines = (await (await call("audience/filter?profile=default&purpose=commercial&topic=newsletter&channel=email",
  audience.map(address => JSON.stringify(address)).join("\n"), "application/x-ndjson")).text()).trim().split("\n").map(line => JSON.parse(line));
if (!lines.at(-1).done) throw new Error("The answer is not whole: nothing is sent");

const allowed = lines.filter(line => line.allowed === true).map(line => line.address);
for (let n = 0; n < allowed.length; n += 1000) {
  const { items } = await ask("links", { profile: "default", purpose: "commercial", topic: "newsletter", channel: "email",
    messageRef: "spring-2026", addresses: allowed.slice(n, n + 1000) });
  for (const { address, headers, unsubscribeUrl } of items)
    await send({ to: address, subject: "Spring", headers, text: `Our tulips are here.\n\nUnsubscribe: ${unsubscribeUrl}\nExample Ltd, 1 High Street, London` });
}
