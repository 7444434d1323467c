# an AI agent asks about one person, says what it is, and gets its link with the answer
answer=$(curl -sf "$PORTAL/consent/check" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \
  -d "$(jq -n --arg to "$TO" '{ profile: "default", purpose: "commercial", channel: "email", sender: "ai", links: true, messageRef: "agent-first-mail", items: [ { address: $to } ] }')") || exit 1
jq -e '.items[0] | .allowed == true and (.obligations - ["unsubscribe_headers", "postal_address", "disclose_ai"]) == []' <<< "$answer" > /dev/null || exit 1
must() { jq -e --arg what "$1" '.items[0].obligations | index($what)' <<< "$answer" > /dev/null; }
{
  printf '%s\r\n' "From: ada@example.com" "To: $TO" "Subject: Your question about tulips"
  must unsubscribe_headers && jq -r '.items[0].headers | to_entries[] | "\(.key): \(.value)\r"' <<< "$answer"
  printf '%s\r\n' "" "You asked us about bulbs. Shall I send you a list?"
  must disclose_ai && printf '%s\r\n' "" "I am Ada, the AI assistant of Example Ltd. Answer, and a person reads it."
  must postal_address && printf '%s\r\n' "" "Example Ltd, 1 High Street, London" "Unsubscribe: $(jq -r '.items[0].unsubscribeUrl' <<< "$answer")"
} | curl -sf "$SMTP" --mail-from ada@example.com --mail-rcpt "$TO" --upload-file -

# the person answered "no more, please": write it down before anything else is written
curl -sf "$PORTAL/consent/events" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -H "Idempotency-Key: reply-$REPLY" -d "$(jq -n --arg to "$TO" \
  '{ items: [ { channel: "email", address: $to, profile: "default", purpose: "commercial", status: "optedOut", action: "spoken", actor: { kind: "subject" }, source: "reply to agent" } ] }')" |
  jq -e '.items[0].outcome | . == "recorded" or . == "unchanged"' > /dev/null
