# What an administrator does wrong, and what the machine says to it.

# Lines that the programs themselves have written since a moment, with the words in $2.
lines_since() { inside journalctl --no-pager -o cat -b --since "@$1" | grep -c "$2"; }

now() { inside date +%s.%N; }

wrong_zone() { echo 'ERP_TIME_ZONE=Mars/X' >"$root/etc/erp/conf.d/zone.conf"; }
right_zone() { rm -f "$root/etc/erp/conf.d/zone.conf"; }

# The settings are refused while what runs runs on.
restart_refuses() {
  local before status
  before=$(main_pid erp@order.service)
  wrong_zone
  inside erp restart >"$work/said" 2>&1
  status=$?
  cat "$work/said"
  [ $status = 78 ] && grep -q 'zone.conf:1: ERP_TIME_ZONE=Mars/X: unknown time zone' "$work/said" &&
    [ "$(main_pid erp@order.service)" = "$before" ] || return 1
  echo 'ERP_TIMEZONE=Asia/Shanghai' >"$root/etc/erp/conf.d/zone.conf"
  inside erp restart 2>&1 | grep 'did you mean ERP_TIME_ZONE?' && right_zone && healthy
}

# Everything has failed, visibly, with the sentence; and it is quiet then.
is_failed_and_quiet() {
  local lines
  [ "$(inside systemctl list-units --plain --no-legend --state=failed 'erp*.service' | wc -l)" = 15 ] &&
    inside systemctl --no-pager status erp@order.service | grep 'Mars/X: unknown time zone' ||
    return 1
  [ "$(inside curl -s -o /dev/null -m 5 -w '%{http_code}' http://127.0.0.1/item/list)" = 503 ] || return 1
  # It calls as well.
  inside systemctl start check-erp.service
  lines=$(lines_since "$1" '"cannot start')
  echo "$lines lines"
  [ "$lines" -lt 20 ] || return 1
  sleep 5
  [ "$(lines_since "$1" '"cannot start')" = "$lines" ]
}

wrong_setting() {
  local since=$(now)
  wrong_zone
  inside timeout 5 systemctl restart erp.target && is_failed_and_quiet "$since" || return 1
  inside erp check --quiet | grep 'Mars/X'
  inside systemctl reboot
  sleep 3
  machine_wait || return 1
  [ "$(inside systemctl is-system-running)" = degraded ] || return 1
  is_failed_and_quiet 0 || return 1
  right_zone && inside erp restart && healthy
}

# A database that knows more than the programs is not written to.
newer_schema() {
  echo "INSERT INTO erp.schema_migration VALUES (9999, 1, '9999_platform__future.sql', '', NOW(6))" |
    inside mariadb || return 1
  inside systemctl restart erp@item.service
  inside systemctl --no-pager status erp@item.service | grep 'it has 9999_platform__future.sql' &&
    inside erp check --quiet | grep '9999_platform__future.sql'
  local status=$?
  echo 'DELETE FROM erp.schema_migration WHERE version = 9999' | inside mariadb
  inside erp restart && healthy && return $status
}

# Connections, durability: said by `erp check`, and by the program that starts.
stores_are_watched() {
  echo 'SET GLOBAL max_connections = 60, GLOBAL innodb_flush_log_at_trx_commit = 2' | inside mariadb
  chmod 644 "$root/etc/erp/credentials/database-order"
  inside erp check --json >"$work/check.json"
  [ $? = 2 ] && inside systemctl restart erp@ops.service &&
    inside journalctl --no-pager -o cat -u erp@ops.service | grep -q 'too few connections' &&
    grep -q 'max_connections 60, 134 needed' "$work/check.json" &&
    grep -q 'innodb_flush_log_at_trx_commit = 2' "$work/check.json" &&
    grep -q 'others than root may read database-order' "$work/check.json"
  local status=$?
  cat "$work/check.json"
  chmod 600 "$root/etc/erp/credentials/database-order"
  echo 'SET GLOBAL max_connections = 500, GLOBAL innodb_flush_log_at_trx_commit = 1' | inside mariadb
  healthy && return $status
}

# Somebody else has all the connections of the monitoring centre: each is told in his own language.
no_connection_free() {
  local taker status language
  echo "ALTER USER 'erp_ops'@'localhost' WITH MAX_USER_CONNECTIONS 1" | inside mariadb
  inside systemctl stop erp@ops.service
  inside mariadb -u erp_ops "-p$(cat "$root/etc/erp/credentials/database-ops")" \
    -e 'SELECT SLEEP(600)' >/dev/null 2>&1 &
  taker=$!
  until echo "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'erp_ops'" |
    inside mariadb -N | grep -qx 1; do
    kill -0 $taker || break
    sleep 0.1
  done
  inside systemctl start erp@ops.service
  for language in zh-CN en; do
    inside curl -sS -H "Accept-Language: $language" http://127.0.0.1/health
  done >"$work/health.json"
  grep -q '没有空闲连接' "$work/health.json" && grep -q 'no connection free' "$work/health.json"
  status=$?
  cat "$work/health.json"
  echo "ALTER USER 'erp_ops'@'localhost' WITH MAX_USER_CONNECTIONS 0;
    KILL USER 'erp_ops'@'localhost'" | inside mariadb
  wait $taker
  healthy && return $status
}

# All threads that a setting may ask for; and a sentence where systemd gives fewer.
threads() {
  local status
  echo 'ERP_THREADS=256' >"$root/etc/erp/conf.d/threads.conf"
  inside erp restart && healthy || return 1
  mkdir -p "$root/run/systemd/system/erp@item.service.d"
  printf '[Service]\nTasksMax=20\n' >"$root/run/systemd/system/erp@item.service.d/few.conf"
  inside systemctl daemon-reload
  if inside systemctl restart erp@item.service 2>/dev/null; then
    echo "note: not tried here, without limits on tasks: what a program says that gets too few"
    status=0
  else
    inside journalctl --no-pager -o cat -u erp@item.service | grep 'the system gives too few threads'
    status=$?
  fi
  rm -r "$root/run/systemd/system/erp@item.service.d" "$root/etc/erp/conf.d/threads.conf"
  inside systemctl daemon-reload
  inside erp restart && healthy && return $status
}

# Each change is told once: by a group's robot, and by mail.
alerts() {
  local port=18080 told="$work/told" hook
  rm -f "$told"
  ip netns exec $machine python3 hook.py $port "$told" &
  hook=$!
  until ip netns exec $machine curl -s -o /dev/null "http://127.0.0.1:$port/"; do
    kill -0 $hook || return 1
    sleep 0.1
  done
  printf '#!/bin/sh\ncat >>/run/mail-of-the-test\n' >"$root/usr/sbin/sendmail"
  chmod 755 "$root/usr/sbin/sendmail"
  printf 'ERP_ALERT_WEBHOOK=http://127.0.0.1:%s/robot?key=geheim\nERP_ALERT_MAIL=shop@example.org\n' \
    $port >"$root/etc/erp/conf.d/alert.conf"
  inside erp check --try-alert && grep -q 'alerts come here' "$told"
  local status=$?
  inside erp check --notify
  : >"$told"
  inside systemctl stop redis-server@erp.service
  inside erp check --notify --quiet
  inside erp check --notify --quiet
  inside systemctl start redis-server@erp.service
  healthy
  inside erp check --notify --quiet
  kill $hook
  wait $hook 2>/dev/null
  cat "$told"
  [ $status = 0 ] && [ "$(grep -c 'FAIL redis' "$told")" = 1 ] && [ "$(grep -c 'ok redis' "$told")" = 1 ] &&
    inside grep -q '^To: shop@example.org' /run/mail-of-the-test &&
    inside grep -q 'FAIL redis' /run/mail-of-the-test
  status=$?
  inside erp check --try-alert
  [ $? = 75 ] || status=1
  rm "$root/usr/sbin/sendmail" "$root/etc/erp/conf.d/alert.conf"
  return $status
}

# A unit that fails is told without waiting for the timer.
failed_unit_is_looked_at() {
  inside systemctl start check-erp.service
  local before=$(inside systemctl show --value -p ExecMainStartTimestampMonotonic check-erp.service)
  local tries=0
  wrong_zone
  inside systemctl restart erp@item.service
  while [ $tries -lt 300 ] && [ "$before" = "$(inside systemctl show --value \
    -p ExecMainStartTimestampMonotonic check-erp.service)" ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  right_zone
  inside erp restart && healthy && [ $tries -lt 300 ]
}

# apt's last words are what is so.
last_words() {
  inside erp welcome | grep 'The ERP runs' && inside systemctl stop nginx.service || return 1
  inside systemd-run --quiet --unit=stranger systemd-socket-activate -l 80 /bin/sleep 600
  inside erp welcome >"$work/said"
  inside systemctl stop stranger.service
  inside systemctl start nginx.service
  cat "$work/said"
  grep -q 'clients do not reach it' "$work/said" && grep -q 'port 80 is taken by ' "$work/said" &&
    ! grep -q 'The ERP runs' "$work/said" && healthy
}

# An older package is refused before anything of it is unpacked.
downgrade_is_refused() {
  local version
  version=$(inside dpkg-query -W -f '${Version}' erp)
  inside apt-get install -y --allow-downgrades /var/cache/erp.deb >"$work/said" 2>&1 && return 1
  cat "$work/said"
  grep -q 'older than the database, which has 9901' "$work/said" &&
    grep -q 'erp restore --no-start' "$work/said" &&
    [ "$(inside dpkg-query -W -f '${Version} ${db:Status-Status}' erp)" = "$version installed" ] && healthy
}

# The three questions of the first day, answered on the command line; then by nobody.
first_setup() {
  echo 'Ein-neues-1' | inside erp setup --admin-password-stdin --time-zone Asia/Urumqi --no-tls &&
    grep -qx 'ERP_TIME_ZONE=Asia/Urumqi' "$root/etc/erp/conf.d/setup.conf" && [ ! -e "$secret" ] &&
    healthy || return 1
  ! inside erp setup --time-zone Mars/X && ! inside erp setup </dev/null || return 1
  rm "$root/etc/erp/conf.d/setup.conf"
  inside erp restart && (umask 077 && echo 'Ein-neues-1' >"$secret") && healthy &&
    tool tour --port 80 --password-file "$secret"
}
