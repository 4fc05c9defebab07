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

upgrade_from() {
  load_begin --strict
  inside apt-get install -y /var/cache/erp.deb || return 1
  load_end && ! inside dpkg-query -W erp | grep -q '~before' &&
    inside journalctl --no-pager -u upgrade-erp.service | grep -E 'schema:|Finished'
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
