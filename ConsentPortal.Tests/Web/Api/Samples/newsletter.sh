# audience.txt: one address a line. Who of them may get it?
jq -R . audience.txt | curl -sfN --data-binary @- -H "Authorization: Bearer $KEY" -H "Content-Type: application/x-ndjson" \
  "$PORTAL/audience/filter?profile=default&purpose=commercial&topic=newsletter&channel=email" > answers.ndjson
tail -n 1 answers.ndjson | grep -q '"done":true' || exit 1    # not whole: send to nobody

# a link for each who may, a thousand a call; then every mail with its own headers
jq -c 'select(.allowed == true).address' answers.ndjson | split -l 1000 - allowed.
for part in allowed.*; do
  jq -s '{ profile: "default", purpose: "commercial", topic: "newsletter", channel: "email", messageRef: "spring-2026", addresses: . }' "$part" |
    curl -sf "$PORTAL/links" --data-binary @- -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" |
    jq -r '.items[] | [.address, .headers["List-Unsubscribe"], .headers["List-Unsubscribe-Post"], .unsubscribeUrl] | @tsv' |
  while IFS=$'\t' read -r to link post url; do
    printf '%s\r\n' "From: news@example.com" "To: $to" "Subject: Spring" "List-Unsubscribe: $link" "List-Unsubscribe-Post: $post" "" \
      "Our tulips are here." "" "Unsubscribe: $url" "Example Ltd, 1 High Street, London" |
      curl -sf "$SMTP" --mail-from news@example.com --mail-rcpt "$to" --upload-file -
  done
done
