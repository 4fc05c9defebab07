#!/bin/sh
# Logs Prometheus' user in anew and keeps the token where prometheus.yml looks for it. A token lives
# 30 minutes: let a timer or cron run this every 20. The user needs the permission ops.read alone.
#   renew-token.sh URL LOGIN_FILE TOKEN_FILE
# LOGIN_FILE, mode 0600, holds {"username":"prometheus","password":"…"}: nothing secret is in `ps`.
set -eu
[ $# -eq 3 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
umask 077
new="$3.new"
curl --fail --silent --show-error --max-time 10 -H 'Content-Type: application/json' \
  --data-binary "@$2" "$1/user/login" |
  sed -n 's/.*"token":"\([^"]*\)".*/\1/p' | tr -d '\n' >"$new"
[ -s "$new" ] || { echo "no token in the answer" >&2; exit 1; }
mv "$new" "$3"
