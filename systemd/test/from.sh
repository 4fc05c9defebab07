# A version of before, with a working day in it, becomes the present one.

# The old package, under a version that comes before the present one's.
install_old() {
  local tree=$work/old
  rm -rf "$tree"
  dpkg-deb -R "$old" "$tree" || return 1
  sed -i 's/^Version: .*/&~before/' "$tree/DEBIAN/control"
  dpkg-deb -Znone -b "$tree" "$root/var/cache/old.deb" && rm -rf "$tree" || return 1
  inside apt-get install -y /var/cache/old.deb && healthy || return 1
  # What the day leaves unpaid is to wait for the next version.
  echo 'ERP_ORDER_TTL_SECONDS=604800' >>"$root/etc/erp/erp.conf"
  inside erp restart
}

work_a_day() { tool day work --password-file "$secret" --book "$work/day.json"; }

# The day as `make system-test` loads it, where nobody builds two versions.
record_day() {
  inside erp backup /var/cache/day.sql.gz && zcat "$root/var/cache/day.sql.gz" | gzip -9n >day.sql.gz &&
    cp "$work/day.json" day.json && ls -l "$PWD"/day.*
}

# Where the way back lies that an upgrade makes when it changes the tables.
way_back() { inside sh -c 'ls -t /var/backups/erp/before-*.sql.gz 2>/dev/null | head -n 1'; }

migrations_of() { dpkg-deb -c "$1" | sed -n 's|.*/sql/migrations/||p' | sort; }

# It is there if the tables have changed, and only then.
has_way_back() {
  local backup
  backup=$(way_back)
  echo "note: the way back: ${backup:-none, the tables are those of before}"
  if [ "$(migrations_of "$old")" = "$(migrations_of "$package")" ]; then
    [ -z "$backup" ]
  else
    inside test -s "$backup" && inside gzip -t "$backup"
  fi
}

upgrade_from() {
  load_begin --strict
  inside apt-get install -y /var/cache/erp.deb || return 1
  load_end && ! inside dpkg-query -W erp | grep -q '~before' &&
    inside journalctl --no-pager -u upgrade-erp.service | grep -E 'schema:|Finished' &&
    has_way_back
}

# Back by the way that is printed: what was sold since is lost, and the day is as it was.
back_again() {
  local backup
  backup=$(way_back)
  [ -z "$backup" ] || inside erp restore --yes --no-start "$backup" || return 1
  inside apt-get install -y --allow-downgrades /var/cache/old.deb && healthy &&
    inside dpkg-query -W erp | grep '~before' && inside nginx -t &&
    tool day read --password-file "$secret" --book "$work/day.json"
}

go_on() { tool day go-on --password-file "$secret" --book "$1"; }

# The recorded day lies in the database when the present package comes. Only what was to happen at a
# moment is given time anew.
carry_over_the_recorded_day() {
  echo 'erp erp/drop-database boolean true' | inside debconf-set-selections
  inside apt-get purge -y erp && {
    echo 'CREATE DATABASE erp CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin; USE erp;'
    zcat day.sql.gz
    echo "UPDATE sales_order SET expires_at = NOW(6) + INTERVAL 1 DAY WHERE status = 'created';
      UPDATE stock_lock SET expires_at = NOW(6) + INTERVAL 1 DAY
      WHERE status = 'held' AND expires_at IS NOT NULL;"
  } | inside mariadb || return 1
  mkdir -p -m 700 "${secret%/*}" &&
    sed -n 's/.*"password" : "\([^"]*\)".*/\1/p' day.json >"$secret" && chmod 600 "$secret" &&
    inside apt-get install -y /var/cache/erp.deb && healthy && inside erp audit && go_on day.json
}
