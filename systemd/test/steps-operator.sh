# What an administrator asks of the program `erp` on the machine.

# The pages are there, and groff has nothing to say of them; the words can be completed.
manual_and_completion() {
  local page said
  inside sh -c 'command -v man >/dev/null || apt-get install -y man-db >/dev/null'
  for page in 'erp' '5 erp.conf' '8 erp-setup'; do
    # Installed pages may be packed; nothing is to be written to stderr.
    said=$(inside env MANWIDTH=80 LC_ALL=C.UTF-8 sh -c "man --warnings $page 2>&1 >/run/page") || return 1
    [ -z "$said" ] && inside test -s /run/page || { echo "$page: $said"; return 1; }
  done
  inside env MANWIDTH=80 LC_ALL=C.UTF-8 man erp | grep -q 'erp user create' &&
    inside bash -c '. /usr/share/bash-completion/completions/erp && complete -p erp' &&
    inside test -s /usr/share/zsh/vendor-completions/_erp &&
    inside test -s /usr/share/fish/vendor_completions.d/erp.fish &&
    inside sh -c 'ls /usr/share/doc/erp/README* /usr/share/doc/erp/docs/operate*' &&
    [ "$(inside erp --version)" = "erp $(inside dpkg-query -W -f '${Version}' erp)" ]
}

# A user from the machine; the audit log says which account did it.
users_from_the_machine() {
  local id
  inside env SUDO_USER=weiwei erp user create steps-operator --role auditor || return 1
  inside erp user list --json | grep -q '"username":"steps-operator"' || return 1
  inside env SUDO_USER=weiwei erp user disable steps-operator | grep 'ended 0 logins' || return 1
  inside erp user disable steps-nobody && return 1
  inside erp user disable admin 2>&1 | grep 'last administrator' || return 1
  id=$(echo "SELECT user_id FROM erp.user_account WHERE username = 'steps-operator'" | inside mariadb -N)
  [ "$(echo "SELECT GROUP_CONCAT(action, ' ', remote_address ORDER BY call_id) FROM erp.api_call
    WHERE object = 'user:$id'" | inside mariadb -N)" = \
    'cli.user.create local:weiwei,cli.user.disable local:weiwei' ]
}

# A refused login is followed from Nginx's log to the audit log; the journal is plain to read.
trace_and_logs() {
  local request tries=0
  request=$(inside curl -s -H 'Content-Type: application/json' \
    -d '{"username":"steps-nobody","password":"wrong password"}' http://127.0.0.1/user/login |
    sed -n 's/.*"request_id":"\([^"]*\)".*/\1/p')
  [ -n "$request" ] || return 1
  # Nginx writes within a second.
  until inside erp trace "$request" | grep -q 'nginx .*POST /user/login 401'; do
    sleep 0.2
    tries=$((tries + 1))
    [ $tries -lt 50 ] || return 1
  done
  inside erp trace "$request" | grep 'audit .*POST /user/login' || return 1
  inside erp trace 00000000000000000000000000000000 2>&1 | grep 'nothing is known' || return 1
  inside erp logs -n 1000 | grep 'notice   erp-order .*started' || return 1
  # Only errors have that priority.
  ! inside erp logs --errors --json | grep -v '"level":"error"' | grep '"program":"erp-'
}

# With the default level nothing of it is in the journal; at info each request has its line.
requests_at_info() {
  echo 'ERP_LOG_LEVEL=info' >"$root/etc/erp/conf.d/level.conf"
  inside erp restart && healthy || return 1
  local request
  request=$(inside curl -s -H 'Content-Type: application/json' \
    -d '{"username":"steps-nobody","password":"wrong password"}' http://127.0.0.1/user/login |
    sed -n 's/.*"request_id":"\([^"]*\)".*/\1/p')
  inside journalctl --sync
  inside erp trace "$request" | grep 'log .*erp-user .*info: request .*path=/user/login'
  local status=$?
  rm "$root/etc/erp/conf.d/level.conf"
  inside erp restart && healthy && return $status
}
