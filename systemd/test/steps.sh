# What the system test does to the machine. Each function says by its status whether it went well.

secret=$root/etc/erp/credentials/admin_password

# The load and the sale run here, in the machine's network.
tool() { ip netns exec $machine "$tools/erp-dev" "$@"; }

load_begin() {
  rm -f "$work/stop"
  tool load --port 80 --password-file "$secret" --stop "$work/stop" "$@" >"$work/load.log" 2>&1 &
  load=$!
  sleep 3
}

load_end() {
  sleep 2
  touch "$work/stop"
  wait $load
  local status=$?
  cat "$work/load.log"
  return $status
}

# Every unit of ours that runs a program.
services() {
  inside systemctl list-units --plain --no-legend --state=active 'erp*.service' | cut -d' ' -f1
}

main_pid() { inside systemctl show --value -p MainPID "$1"; }

health() { inside curl -sf --max-time 5 http://127.0.0.1/health; }

# All programs and stores are up, within half a minute.
healthy() {
  local tries=0
  while [ $tries -lt 300 ]; do
    health | grep -q '"status":"up"' && return 0
    sleep 0.1
    tries=$((tries + 1))
  done
  health
  inside systemctl --no-pager --failed
  inside journalctl --no-pager -n 30 -u 'erp*'
  return 1
}

# The books agree; before the installation and after the removal there are none.
audit() {
  [ -e "$secret" ] || return 0
  healthy && inside erp audit
}

install_package() {
  inside apt-get install -y /var/cache/erp.deb &&
    [ "$(inside stat -c %a%U /etc/erp/credentials/database-order)" = 600root ] &&
    inside debconf-show erp | grep -q 'erp/drop-database' &&
    [ -z "$(inside systemctl --plain --no-legend --failed)" ] && healthy
}

sale() {
  local status
  status=$(inside curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1/order/list)
  [ "$status" = 401 ] && tool tour --port 80 --password-file "$secret"
}

# As Prometheus gets at the figures, with the shipped scrape file's address: each program, the
# stores, and MariaDB's volume, which is found again within seconds once MariaDB is back.
metrics() {
  local tries=0
  inside erp token list | grep -q '^prometheus ' ||
    inside erp token create prometheus --file /run/erp-token --owner www-data || return 1
  [ "$(inside stat -c %a%U /run/erp-token)" = 600www-data ] || return 1
  until metrics_are_whole; do
    sleep 0.2
    tries=$((tries + 1))
    [ $tries -lt 50 ] || return 1
  done
}

metrics_are_whole() {
  local page
  page=$(scrape)
  grep -E '^erp_(up|database|redis_up|build)' <<<"$page"
  [ "$(grep -c '^erp_up{.*} 1$' <<<"$page")" -ge 14 ] && ! grep -q '^erp_up{.*} 0$' <<<"$page" &&
    grep -qE '^erp_database_volume_free_bytes\{.*\} [1-9][0-9]{6,}$' <<<"$page" &&
    grep -qE '^erp_database_durable\{.*\} 1$' <<<"$page" && grep -qE '^erp_redis_up\{.*\} 1$' <<<"$page"
}

# The page of figures, by the token of the step before.
scrape() {
  inside sh -c 'curl -sf --max-time 20 -H "Authorization: Bearer $(cat /run/erp-token)" \
    "$(sed -n "s/.*targets: ..\(.*\)\"./\1/p" /usr/share/erp/monitoring/prometheus.yml)/ops/metrics"'
}

starts_on_demand() {
  local status
  inside systemctl stop erp@item.service
  [ "$(main_pid erp@item.service)" = 0 ] || return 1
  status=$(inside curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1/item/list)
  # Nginx asks erp-auth first, which refuses: the responder must be asked with a token.
  [ "$status" = 401 ] && tool tour --port 80 --password-file "$secret" &&
    [ "$(main_pid erp@item.service)" != 0 ]
}

# What a killed program was doing fails and is repeated with its key; nothing else, and nothing twice.
kill_each() {
  local unit
  load_begin
  for unit in $(services) redis-server@erp.service mariadb.service; do
    inside systemctl kill -s KILL "$unit"
    sleep 1
    [ "$unit" != mariadb.service ] || sleep 6
  done
  load_end
}

restart_each() {
  local unit
  load_begin --strict
  for unit in $(services); do inside systemctl restart "$unit" || return 1; done
  load_end
}

# Another key signs tokens. The load goes on with the token that it has, so nobody is logged out.
new_key() {
  load_begin --strict
  inside erp key new 2027 && inside systemctl restart erp-auth.service &&
    inside erp key use 2027 && inside systemctl restart erp@user.service || return 1
  load_end && inside erp key list && inside erp key list | grep -q '^signs  *2027 ' &&
    ! inside erp key retire first && tool tour --port 80 --password-file "$secret" &&
    inside erp key retire first --now && inside systemctl restart erp-auth.service && healthy &&
    tool tour --port 80 --password-file "$secret"
}

# The machine becomes an application node, as CLUSTER.md has it: Nginx calls over TCP, and nobody
# else may; the database is one on the network. And back.
application_node() {
  local etc=$root/etc/erp status
  cp "$etc/nginx/local/upstreams.conf" "$work/upstreams.conf"
  become_node
  status=$?
  inside erp-node --undo
  drop_network_users
  rm "$etc/conf.d/cluster.conf" && cp "$work/upstreams.conf" "$etc/nginx/local/upstreams.conf"
  inside systemctl restart erp.target && inside systemctl reload nginx && healthy &&
    [ -z "$(inside ss -Hltn src 127.0.0.1:9004)" ] && return $status
}

become_node() {
  inside erp-setup --users-for 127.0.0.1 | inside mariadb || return 1
  echo 'ERP_DB_HOSTS=127.0.0.1:3306' >"$etc/conf.d/cluster.conf"
  sed 's/10\.0\.0\.11/127.0.0.1/; /10\.0\.0\.12/d' \
    "$root/usr/share/erp/nginx/cluster/upstreams.conf" >"$etc/nginx/local/upstreams.conf"
  inside erp-setup && inside erp-node 127.0.0.1 127.0.0.1 -- 127.0.0.1 &&
    inside systemctl restart erp.target && inside systemctl reload nginx && healthy &&
    inside erp audit && tool tour --port 80 --password-file "$secret" && only_nginx_connects &&
    database_is_on_the_network
}

# Made on a database elsewhere, they are its administrator's to drop.
drop_network_users() {
  echo "SELECT CONCAT('DROP USER ', user, '@''127.0.0.1'';') FROM mysql.user
    WHERE user LIKE 'erp%' AND host = '127.0.0.1'" |
    inside mariadb --skip-column-names | inside mariadb
}

# The order centre's port: open to the address that was named, and to no other.
only_nginx_connects() {
  local from status
  [ "$(inside stat -fc %T /sys/fs/cgroup)" = cgroup2fs ] || {
    echo "note: not tried here, without cgroup v2: that the ports are closed to other addresses"
    return 0
  }
  for from in 127.0.0.1 127.0.0.2; do
    inside curl -s --max-time 2 --connect-timeout 1 --interface $from -o /dev/null \
      http://127.0.0.1:9004/
    status=$?
    echo "from $from: curl says $status"
    # 28: it took too long, for nothing ever came back.
    case $from in
      127.0.0.1) [ $status -ne 7 ] && [ $status -ne 28 ] || return 1 ;;
      *) [ $status -eq 28 ] || return 1 ;;
    esac
  done
}

database_is_on_the_network() {
  local count
  # With a port: not by the unix socket.
  count=$(echo "SELECT COUNT(*) FROM information_schema.processlist
    WHERE user LIKE 'erp%' AND host LIKE '%:%'" | inside mariadb --skip-column-names)
  echo "$count connections over TCP"
  [ "$count" -gt 5 ]
}

# Settings as administrators make them: no upgrade asks about one, or takes it back.
customise() {
  echo '# ours' >>"$root/etc/erp/erp.conf"
  echo 'ERP_ORDER_TTL_SECONDS=901' >"$root/etc/erp/conf.d/shop.conf"
  rm "$root/etc/mysql/mariadb.conf.d/40-erp.cnf"
  printf '[mariadbd]\nmax_connections = 400\n' >"$root/etc/mysql/mariadb.conf.d/40-erp.cnf"
}

is_customised() {
  grep -q '^# ours' "$root/etc/erp/erp.conf" && grep -q 400 "$root/etc/mysql/mariadb.conf.d/40-erp.cnf" &&
    inside erp settings --effective | grep -A1 '^ERP_ORDER_TTL_SECONDS=901$' | grep 'conf.d/shop.conf:1'
}

# The same programs as a later version, with a table more; unattended, on a customised machine.
upgrade() {
  local tree=$work/next
  rm -rf "$tree"
  dpkg-deb -R "$package" "$tree" || return 1
  sed -i 's/^Version: .*/&+next/' "$tree/DEBIAN/control"
  sed -i 's/^known=" /&9901_platform__upgrade_probe.sql /' "$tree/DEBIAN/preinst"
  echo 'CREATE TABLE upgrade_probe (upgrade_id BIGINT NOT NULL, PRIMARY KEY (upgrade_id));' \
    >"$tree/usr/share/erp/sql/migrations/9901_platform__upgrade_probe.sql"
  dpkg-deb -Znone -b "$tree" "$root/var/cache/next.deb" || return 1
  customise
  load_begin --strict
  inside apt-get install -y /var/cache/next.deb </dev/null || return 1
  load_end && is_customised && inside dpkg-query -W erp | grep -q '+next' &&
    echo 'SELECT COUNT(*) FROM erp.upgrade_probe' | inside mariadb
}

# A frozen program gives no sign of life. (That a single thread which hangs silences the others too
# is tried in Tests/Platform/FastCGIServer.)
watchdog() {
  local before tries=0
  before=$(main_pid erp@order.service)
  [ "$before" -gt 0 ] || return 1
  load_begin
  inside kill -STOP "$before"
  while [ "$(main_pid erp@order.service)" = "$before" ] && [ $tries -lt 400 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  load_end && [ $tries -lt 400 ] &&
    inside journalctl --no-pager -u erp@order.service | grep -q 'Watchdog timeout'
}

reboot() {
  load_begin
  inside systemctl reboot
  sleep 5
  machine_wait && healthy && load_end
}

# Nginx goes on writing after each rotation, by its workers, who are not root.
rotate() {
  local turn
  for turn in 1 2; do
    inside logrotate --force /etc/logrotate.d/erp || return 1
    sleep 1
    inside curl -s -o /dev/null http://127.0.0.1/health
    sleep 1
    inside test -s /var/log/erp/access.log || return 1
  done
}

# The test's own file learns admin's new password.
new_admin_password() {
  mkdir -p "${secret%/*}"
  inside erp user reset-password admin | sed -n "s/.*password: \\([^ ]*\\) .*/\\1/p" >"$secret.new"
  [ -s "$secret.new" ] && chmod 600 "$secret.new"
}

# Only the new password logs in; the test's own file learns it.
new_password() {
  local before
  before=$(cat "$secret")
  inside erp user reset-password nobody-of-that-name && return 1
  new_admin_password && [ "$(cat "$secret.new")" != "$before" ] || return 1
  tool tour --port 80 --password-file "$secret" && return 1
  mv "$secret.new" "$secret" && tool tour --port 80 --password-file "$secret"
}

# Removed and installed again, it goes on with what is in the database.
reinstall() {
  inside apt-get remove -y erp && [ -z "$(services)" ] &&
    inside apt-get install -y /var/cache/next.deb && healthy &&
    tool tour --port 80 --password-file "$secret"
}

# Without a word the books stay, and so does the key of the certificate.
purge_keeps_the_books() {
  mkdir -p "$root/etc/erp/tls" && echo mine >"$root/etc/erp/tls/privkey.pem"
  inside apt-get purge -y erp && [ -e "$root/etc/erp/tls/privkey.pem" ] &&
    [ ! -e "$root/etc/erp/erp.conf" ] &&
    [ "$(echo 'SELECT COUNT(*) > 0 FROM erp.sales_order' | inside mariadb --skip-column-names)" = 1 ] ||
    return 1
  rm -r "$root/etc/erp"
  inside apt-get install -y /var/cache/next.deb | grep 'admin keeps the password it has' && healthy &&
    [ ! -e "$secret" ] && inside erp audit && new_admin_password &&
    mv "$secret.new" "$secret"
}

# What apt, Debian's packages and the machine itself leave is not ours. The last backup is.
purge() {
  # The administrator's own file in the place of a link is no matter of ours.
  rm -f "$root/etc/mysql/mariadb.conf.d/40-erp.cnf"
  echo 'erp erp/drop-database boolean true' | inside debconf-set-selections
  inside apt-get purge -y erp || return 1
  local left
  left=$(inside find / -xdev -path /proc -prune -o -iname '*erp*' -print 2>/dev/null |
    grep -vE '^/(proc|sys|dev|tmp|run/systemd|var/(log|cache|lib/(dpkg|apt|systemd)|backups/erp)|usr/(share|lib|include|bin|src)/)')
  left="$left$(echo "SHOW DATABASES LIKE 'erp%'; SELECT user FROM mysql.user WHERE user LIKE 'erp%'" |
    inside mariadb --skip-column-names)"
  left="$left$(inside find /usr/lib/erp /usr/share/erp /usr/lib/systemd -name '*erp*' 2>/dev/null |
    grep -v -i -E 'fingerprint|interp|overl')"
  echo "left: $left"
  [ -z "$left" ] && inside nginx -t && inside sh -c 'gzip -t /var/backups/erp/purged-*.sql.gz'
}

# A server that has nothing of ours but the file of a backup, as after the loss of a machine.
restore_elsewhere() {
  inside apt-get install -y /var/cache/next.deb && inside erp restore --yes /var/cache/erp.sql.gz &&
    cp "$work/password-of-the-backup" "$secret" && healthy && inside erp audit &&
    [ "$(echo "SELECT COUNT(*) > 0 FROM erp.sales_order" |
      inside mariadb --skip-column-names)" = 1 ] &&
    tool tour --port 80 --password-file "$secret"
}
