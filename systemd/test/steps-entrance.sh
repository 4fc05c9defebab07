# What the system test tries of the entrance: https, monitoring's token, logs. As steps.sh, whose
# `scrape` and `metrics` it uses.

# The status of a GET over http, and what came with it.
status_of() { inside curl -s -o /dev/null --max-time 10 -w '%{http_code}' "$@"; }

# Logs in and reads, at this address; with curl's further words.
reads_at() {
  local at=$1 token
  shift
  token=$(printf '{"username":"admin","password":"%s"}' "$(cat "$secret")" |
    inside curl -s --max-time 10 "$@" -H 'Content-Type: application/json' --data-binary @- \
      "$at/user/login" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
  [ -n "$token" ] &&
    [ "$(status_of "$@" -H "Authorization: Bearer $token" "$at/order/list")" = 200 ]
}

# Certificate and key are checked before anything is changed; https is proved; port 80 sends calls on,
# and refuses what brings a password; and back.
tls_on_and_off() {
  local name=erp.example.test here status
  inside sh -c 'cd /run && openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=a \
    -addext subjectAltName=DNS:a -keyout a.key -out a.crt && openssl genrsa -out b.key 2048' \
    >/dev/null 2>&1
  inside erp tls --cert /run/a.crt --key /run/b.key && return 1
  inside test ! -e /etc/erp/nginx/local/tls.conf && inside erp tls | grep -q 'https is off' || return 1
  inside erp tls --self-signed $name || return 1
  here="--cacert /etc/erp/tls/fullchain.pem --resolve $name:443:127.0.0.1"
  # shellcheck disable=SC2086
  reads_at https://$name $here || return 1
  # shellcheck disable=SC2086
  ! inside curl -si $here https://$name/health | grep -qi strict-transport || return 1
  [ "$(status_of http://127.0.0.1/order/list)" = 308 ] &&
    [ "$(status_of -d '{}' http://127.0.0.1/user/login)" = 403 ] &&
    inside curl -s -d '{}' http://127.0.0.1/user/login | grep -q '"code":40300' || return 1
  [ "$(inside stat -c %a%U /etc/erp/tls/privkey.pem)" = 600root ] || return 1
  inside erp tls --json | grep -q '"days_left":82[0-9]' && scrape |
    grep -E '^erp_certificate_days_left\{.*\} 82[0-9]$' || return 1
  inside erp tls --hsts || return 1
  # shellcheck disable=SC2086
  inside curl -si $here https://$name/health | grep -i strict-transport | grep -qv includeSub
  status=$?
  inside erp tls --off && [ $status -eq 0 ] && reads_at http://127.0.0.1
}

# A certificate that Nginx does not serve on that port is taken back, with all else.
tls_put_back() {
  inside systemd-run --quiet --unit=stranger systemd-socket-activate -l 443 /bin/sleep 600
  ! inside erp tls --self-signed && inside test ! -e /etc/erp/nginx/local/tls.conf && inside nginx -t
  local status=$?
  inside systemctl stop stranger.service
  [ $status -eq 0 ] && healthy
}

# The figures come when MariaDB does not, and a token that was revoked reads none.
metrics_without_mariadb() {
  local page status
  metrics || return 1
  inside systemctl stop mariadb.socket mariadb-extra.socket mariadb.service
  # The page may be a second old.
  local tries=0
  until status=$(status_of http://127.0.0.1:9464/health/ready) && [ "$status" = 503 ]; do
    sleep 0.2
    tries=$((tries + 1))
    [ $tries -lt 50 ] || break
  done
  page=$(scrape)
  inside systemctl start mariadb.socket mariadb.service
  grep -q '^erp_database_up{.*} 0$' <<<"$page" && [ "$status" = 503 ] && healthy &&
    [ "$(status_of http://127.0.0.1/health/ready)" = 200 ] &&
    ! inside erp token list | grep -q ops_ && inside erp token revoke prometheus || return 1
  [ -z "$(scrape)" ] && inside rm /run/erp-token && metrics
}

# Who called is for administrators alone, from the first line on.
log_modes() {
  local modes
  modes=$(inside stat -c '%a %U %G' /var/log/erp/access.log /var/log/erp/nginx-error.log)
  echo "$modes"
  [ "$(sort -u <<<"$modes")" = '640 www-data adm' ]
}

# A further worker is seen, and one that was ended on purpose is not missed.
second_worker() {
  local tries=0
  inside systemctl start erp-worker@2.service
  while ! health | grep -q '"erp-worker@2":"up"' && [ $tries -lt 50 ]; do
    sleep 0.2
    tries=$((tries + 1))
  done
  health | grep -q '"erp-worker@1":"up"' && [ $tries -lt 50 ] || return 1
  inside systemctl kill -s STOP erp-worker@2.service
  sleep 2
  health | grep -q '"erp-worker@2":"down"'
  local status=$?
  inside systemctl kill -s CONT erp-worker@2.service
  inside systemctl stop erp-worker@2.service
  sleep 2
  ! health | grep -q 'erp-worker@2' && [ $status -eq 0 ]
}

# While Redis is away what waits is no failure of the books.
audit_without_redis() {
  local said tries
  inside systemctl stop redis-server@erp.service
  tool tour --port 80 --password-file "$secret" >/dev/null
  # Longer than the audit is told to be patient with what is on its way.
  sleep 3
  said=$(inside erp audit --grace 2)
  local status=$?
  inside systemctl start redis-server@erp.service
  grep -E '^(Redis|WAIT|FAIL)' <<<"$said"
  [ $status -eq 0 ] && head -n 1 <<<"$said" | grep -q '^Redis is away since' &&
    grep -q '^WAIT' <<<"$said" && healthy || return 1
  # What waited is delivered within seconds; until then it is late.
  tries=0
  until inside erp audit --grace 2 >/dev/null; do
    sleep 0.5
    tries=$((tries + 1))
    [ $tries -lt 120 ] || return 1
  done
}

# Files of the layout of before, changed by hand, are where Nginx reads them now.
old_layout_is_carried_over() {
  local etc=$root/etc/erp/nginx share=$root/usr/share/erp/nginx status
  rm -rf "$work/local"
  cp -a "$etc/local" "$work/local" && mkdir -p "$etc/snippets" "$etc/routes" &&
    rm -f "$etc/local/"*.conf || return 1
  printf 'listen 80 default_server backlog=1024;\nlisten 8088;\nserver_name _;\n' \
    >"$etc/snippets/listen.conf"
  printf 'include /etc/erp/nginx/snippets/tls-intermediate.conf;\n' >"$etc/snippets/tls.conf"
  cat >"$etc/snippets/tls-intermediate.conf" <<'TEXT'
listen 443 ssl http2 default_server;
ssl_certificate /etc/erp/tls/fullchain.pem;
ssl_certificate_key /etc/erp/tls/privkey.pem;
if ($scheme = http) {
  return 308 https://$host$request_uri;
}
TEXT
  printf '"https://shop.example.test" $http_origin;\n' >"$etc/cors-allowed.conf"
  inside /usr/lib/erp/erp-nginx-local && inside nginx -t && inside systemctl reload nginx && sleep 1 &&
    inside test ! -e /etc/erp/nginx/snippets &&
    [ "$(status_of -k https://127.0.0.1/order/list)" = 401 ] &&
    inside curl -sik https://127.0.0.1/health | grep -qi '^strict-transport.*includeSub' &&
    inside curl -sik -H 'Origin: https://shop.example.test' https://127.0.0.1/health |
    grep -qi '^access-control-allow-origin: https://shop.example.test' &&
    [ "$(status_of http://127.0.0.1:8088/order/list)" = 308 ]
  status=$?
  rm -rf "$etc/local" && cp -a "$work/local" "$etc/local" && inside systemctl reload nginx
  healthy && return $status
}
