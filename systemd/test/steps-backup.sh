# What the system test does with backups. Each function says by its status whether it went well.

database() { inside mariadb --skip-column-names "$@"; }

count_orders() { echo "SELECT COUNT(*) FROM ${1:-erp}.sales_order" | database; }

# Units that were started since: a refused restore stops none.
started_at() { inside systemctl show --value -p ActiveEnterTimestampMonotonic "$@"; }

# The backup is of one moment, so its books agree, though selling went on.
backup_under_load() {
  cp "$secret" "$work/password-of-the-backup"
  load_begin --strict
  inside erp backup /var/cache/erp.sql.gz || return 1
  load_end && [ "$(inside stat -c %a%U /var/cache/erp.sql.gz)" = 600root ] &&
    [ "$(inside stat -c %a%U /var/cache/erp.settings.tar.gz)" = 600root ] &&
    inside tar -tzf /var/cache/erp.settings.tar.gz etc/erp/credentials/database-admin &&
    ! inside erp backup /var/cache/erp.sql.gz && ! inside erp backup /nowhere/x.gz &&
    inside sh -c 'erp backup - | gzip -t' &&
    ! inside setpriv --reuid=65534 --clear-groups erp backup
}

# The timer's unit, with its sandbox and its hook; MariaDB's root by a password as well (F13).
backup_by_timer() {
  inside systemctl --quiet is-enabled backup-erp.timer rehearse-erp.timer || return 1
  printf '#!/bin/sh\necho "$1" >/var/lib/erp/hooked\n' >"$root/var/cache/hook"
  chmod 755 "$root/var/cache/hook"
  mkdir -p "$root/etc/erp/conf.d"
  echo ERP_BACKUP_HOOK=/var/cache/hook >"$root/etc/erp/conf.d/hook.conf"
  touch "$root/var/backups/erp/erp-20200101-000000.sql.gz" 2>/dev/null || true
  inside systemctl start backup-erp.service
  local status=$?
  rm "$root/etc/erp/conf.d/hook.conf"
  [ $status = 0 ] && inside erp backup --list &&
    [ ! -e "$root/var/backups/erp/erp-20200101-000000.sql.gz" ] &&
    grep -q '^/var/backups/erp/erp-.*\.sql\.gz$' "$root/var/lib/erp/hooked" &&
    inside setpriv --reuid=65534 --clear-groups cat /var/lib/erp/status/backup |
    grep -qE '^[0-9]+ /var/backups/erp/erp-' && inside systemctl start rehearse-erp.service &&
    [ -z "$(database -e "SHOW DATABASES LIKE 'erp_rehearsal'")" ]
}

# As far as the question, which nobody answers: no call fails, nothing is replaced.
restore_up_to_the_question() {
  local orders before
  orders=$(count_orders) before=$(started_at erp@order.service)
  load_begin --strict
  inside erp restore /var/cache/erp.sql.gz </dev/null && return 1
  load_end && [ "$(count_orders)" -gt "$orders" ] &&
    [ "$(started_at erp@order.service)" = "$before" ] &&
    [ -z "$(database -e "SHOW DATABASES LIKE 'erp_restoring'")" ]
}

restore_backup() {
  local orders
  orders=$(count_orders)
  inside erp restore --yes /var/cache/erp.sql.gz && healthy && inside erp audit &&
    tool tour --port 80 --password-file "$secret" &&
    [ "$(count_orders erp_before_restore)" = "$orders" ] && inside erp redis rebuild &&
    tool tour --port 80 --password-file "$secret"
}

# Whatever is wrong with a file is found before anything stops.
restore_refuses() {
  local before orders file
  before=$(started_at erp@order.service) orders=$(count_orders)
  echo 'CREATE TABLE `erp_stranger` (' | gzip >"$root/var/cache/stranger.sql.gz"
  head -c 20000 "$root/var/cache/erp.sql.gz" >"$root/var/cache/torn.sql.gz"
  zcat "$root/var/cache/erp.sql.gz" | sed '/^INSERT INTO `schema_migration` VALUES/a \
(9901,1,'"'9901_platform__future.sql'"','"''"',NULL),' | gzip >"$root/var/cache/newer.sql.gz"
  for file in stranger torn newer missing; do
    inside erp restore --yes "/var/cache/$file.sql.gz" && return 1
  done
  [ "$(started_at erp@order.service)" = "$before" ] && [ "$(count_orders)" = "$orders" ] && healthy
}

# Sales until a moment, and more; then back to the moment: exactly those acknowledged before it.
restore_until_a_moment() {
  local moment
  inside cp /usr/share/erp/mariadb/70-erp-binlog.cnf /etc/mysql/mariadb.conf.d/ &&
    inside systemctl restart mariadb && healthy && inside erp backup /var/cache/until.sql.gz ||
    return 1
  load_begin --book "$work/book"
  sleep 4
  moment=$(date +%s)
  sleep 4
  load_end && inside erp restore --yes --until "$(date -u -d "@$moment" +%Y-%m-%dT%H:%M:%SZ)" \
    /var/cache/until.sql.gz && healthy && inside erp audit || return 1
  echo "SELECT order_no FROM erp.sales_order WHERE status <> 'created'" | database |
    sort >"$work/there"
  awk -v moment="$moment" '$3 < moment { print $1 }' "$work/book" | sort >"$work/early"
  awk -v moment="$moment" '$2 >= moment { print $1 }' "$work/book" | sort >"$work/late"
  echo "$(wc -l <"$work/early") sales before the moment, $(wc -l <"$work/late") after it"
  inside rm /etc/mysql/mariadb.conf.d/70-erp-binlog.cnf
  inside systemctl restart mariadb
  # The log was switched on by hand, and is no matter of the package.
  inside sh -c 'rm -f /var/lib/mysql/erp-bin.*'
  [ -s "$work/early" ] && [ -s "$work/late" ] &&
    [ -z "$(comm -23 "$work/early" "$work/there")" ] &&
    [ -z "$(comm -12 "$work/late" "$work/there")" ]
}
