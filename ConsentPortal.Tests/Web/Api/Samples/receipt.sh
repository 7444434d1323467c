# a receipt asks for the transactional purpose: no marketing opt-out stands in its way
curl -sf "$PORTAL/consent/check" -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \
  -d "$(jq -n --arg to "$TO" '{ profile: "default", purpose: "transactional", channel: "email", items: [ { address: $to } ] }')" |
  jq -e '.items[0].allowed == true' > /dev/null || exit 1    # refused, no answer, no sense in it: do not send

printf '%s\r\n' "From: shop@example.com" "To: $TO" "Subject: Your receipt 4711" "" "Thank you. You paid 20.00 EUR." |
  curl -sf "$SMTP" --mail-from shop@example.com --mail-rcpt "$TO" --upload-file -
