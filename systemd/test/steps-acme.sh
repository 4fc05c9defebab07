# What the system test tries of certificates from an authority: Debian's certbot asks pebble, Let's
# Encrypt's own server for tests, which looks for its proof on port 80. As steps.sh and
# steps-entrance.sh.

acme_name=erp.example.test
acme_chain=/etc/letsencrypt/live/$acme_name/fullchain.pem

# The authority in the machine, the first time; one name leads to the machine, another to nobody.
acme_authority() {
  inside systemctl is-active --quiet pebble.service && return 0
  inside sh -s <<'TEXT' || return 1
mkdir -p /run/pebble && cd /run/pebble &&
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout key.pem -out cert.pem 2>/dev/null &&
cat >config.json <<JSON
{"pebble": {"listenAddress": "127.0.0.1:14000", "managementListenAddress": "127.0.0.1:15000",
  "certificate": "/run/pebble/cert.pem", "privateKey": "/run/pebble/key.pem",
  "httpPort": 80, "tlsPort": 443}}
JSON
grep -q 14000 /etc/letsencrypt/cli.ini ||
  printf 'server = https://127.0.0.1:14000/dir\nno-verify-ssl = true\n' >>/etc/letsencrypt/cli.ini
grep -q erp.example.test /etc/hosts ||
  printf '127.0.0.1 erp.example.test\n10.255.255.1 elsewhere.example.test\n' >>/etc/hosts
# Without its waits, and without the refusals that it makes up for clients to repeat.
systemd-run --quiet --unit=pebble --setenv=PEBBLE_VA_NOSLEEP=1 --setenv=PEBBLE_WFE_NONCEREJECT=0 \
  pebble -config /run/pebble/config.json
TEXT
  local tries=0
  until inside curl -sk -o /dev/null https://127.0.0.1:14000/dir; do
    sleep 0.1
    tries=$((tries + 1))
    [ $tries -lt 100 ] || return 1
  done
}

# What https shows now, and what certbot has.
acme_shown() {
  inside openssl s_client -connect 127.0.0.1:443 -servername $acme_name </dev/null 2>/dev/null |
    inside openssl x509 -noout -fingerprint
}
acme_kept() { inside openssl x509 -noout -fingerprint -in $acme_chain; }

# As certbot's timer does it, but before it is due.
acme_renew() { inside certbot renew --force-renewal --no-random-sleep-on-renew; }

# Got over plain http, proved, and served; after a renewal the new one is. A name that leads elsewhere
# changes nothing, and neither way of writing a name makes a second certificate.
certificate_by_acme() {
  local first
  acme_authority && inside erp tls --acme ERP.example.test --mail you@example.test || return 1
  first=$(acme_shown)
  [ -n "$first" ] && [ "$first" = "$(acme_kept)" ] &&
    inside erp tls --json | grep -q '"names":\["erp.example.test"\]' && acme_renew || return 1
  [ "$(acme_shown)" != "$first" ] && [ "$(acme_shown)" = "$(acme_kept)" ] || return 1
  first=$(acme_shown)
  ! inside erp tls --acme elsewhere.example.test && [ "$(acme_shown)" = "$first" ] &&
    [ "$(inside sh -c 'ls /etc/letsencrypt/renewal')" = $acme_name.conf ]
}

# What certbot could not hand on is seen; what was switched off, or is another's, it leaves alone.
renewal_keeps_out() {
  inside mv /usr/bin/erp /usr/bin/erp.away
  acme_renew
  inside mv /usr/bin/erp.away /usr/bin/erp
  inside erp check | grep -q "^warn *certificate.*$acme_chain" || return 1
  inside erp tls --acme $acme_name && [ "$(acme_shown)" = "$(acme_kept)" ] || return 1
  inside erp tls --self-signed other.example.test && acme_renew &&
    inside erp tls --json | grep -q other.example.test || return 1
  inside erp tls --off && acme_renew && inside erp tls | grep -q 'https is off' &&
    inside test ! -e /etc/erp/nginx/local/tls.conf
}

# Both; https is off again afterwards, as the other steps have it.
certificate_of_an_authority() {
  certificate_by_acme && renewal_keeps_out
  local status=$?
  inside erp tls --off
  inside systemctl stop pebble.service
  # The next authority knows nothing of this one's customers.
  inside certbot delete --non-interactive --cert-name $acme_name
  inside rm -r /etc/letsencrypt/accounts
  return $status
}
