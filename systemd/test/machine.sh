# A Debian 12 of our own: made once, booted on an overlay, so that each run begins with a bare one.

machine=erp-test-$$
base=$work/base
root=$work/root

# Makes the base system unless it is there, and boots it.
machine_prepare() {
  local tool
  [ "$(id -u)" -eq 0 ] || { echo "only root may boot a machine"; return 1; }
  for tool in systemd-nspawn debootstrap dpkg-deb ip nsenter; do
    command -v $tool >/dev/null || {
      echo "missing: $tool (apt-get install systemd-container debootstrap iproute2)"
      return 1
    }
  done
  [ -e "$base/made" ] && [ -x "$base/usr/bin/pebble" ] || machine_make >"$work/debootstrap.log" 2>&1 || return 1
  machine_fetch >"$work/fetch.log" 2>&1 || return 1
  machine_mount && machine_boot
}

# Debian's own mirror, as this machine has it.
machine_make() {
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' |
    sort -u | head -n 1)
  [ -n "$mirror" ] || return 1
  rm -rf "$base"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates,curl \
    bookworm "$base" "$mirror" || return 1
  apt-get indextargets --format 'deb $(REPO_URI) $(CODENAME) main' 'Created-By: Packages' |
    grep bookworm | sort -u >"$base/etc/apt/sources.list"
  echo 'Acquire::Check-Valid-Until "false";' >"$base/etc/apt/apt.conf.d/99old"
  # Nothing may start in a folder that is not booted.
  printf '#!/bin/sh\nexit 101\n' >"$base/usr/sbin/policy-rc.d"
  chmod 755 "$base/usr/sbin/policy-rc.d"
  in_base apt-get update || return 1
  in_base apt-get install -y --no-install-recommends mariadb-server redis-server nginx-light \
    logrotate man-db certbot pebble ||
    return 1
  rm "$base/usr/sbin/policy-rc.d"
  systemctl --root="$base" mask systemd-firstboot systemd-networkd-wait-online
  touch "$base/made"
}

# The machine has no way out: what the package depends on waits in apt's own store.
machine_fetch() {
  cp "$package" "$base/var/cache/erp.deb"
  in_base apt-get install -y --download-only /var/cache/erp.deb
}

in_base() { chroot "$base" env DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 "$@"; }

machine_mount() {
  rm -rf "$work/upper" "$work/overlay"
  mkdir -p "$work/upper" "$work/overlay" "$root"
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$work/upper,workdir=$work/overlay" "$root" ||
    return 1
  rm -f "$root/etc/machine-id"
  cp "$package" "$root/var/cache/erp.deb"
  ip netns add $machine && ip -n $machine link set lo up
}

# Runs until it is switched off; a reboot ends systemd-nspawn with 133.
machine_run() {
  local status=133
  while [ $status -eq 133 ]; do
    systemd-nspawn --quiet --register=no --keep-unit --network-namespace-path=/run/netns/$machine \
      --machine=$machine --console=pipe -D "$root" -b </dev/null >>"$work/console.log" 2>&1 &
    echo $! >"$work/nspawn.pid"
    wait $!
    status=$?
  done
}

machine_boot() {
  machine_run &
  machine_wait
}

# The process id of the machine's own first process.
machine_init() { cat "/proc/$(cat "$work/nspawn.pid")/task/$(cat "$work/nspawn.pid")/children"; }

inside() {
  nsenter -t "$(machine_init | tr -d ' ')" -m -u -i -n -p -r -w env -i HOME=/root LANG=C.UTF-8 \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"
}

# Until systemd has started all that it wants.
machine_wait() {
  local tries=0 state
  while [ $tries -lt 600 ]; do
    state=$(inside systemctl is-system-running 2>/dev/null)
    case $state in running | degraded) return 0 ;; esac
    sleep 0.1
    tries=$((tries + 1))
  done
  return 1
}

machine_end() {
  local tries=0
  trap - INT TERM
  if [ -e "$work/nspawn.pid" ]; then
    inside systemctl poweroff >/dev/null 2>&1
    while [ $tries -lt 300 ] && kill -0 "$(cat "$work/nspawn.pid")" 2>/dev/null; do
      sleep 0.1
      tries=$((tries + 1))
    done
    kill "$(cat "$work/nspawn.pid")" 2>/dev/null
    rm -f "$work/nspawn.pid"
  fi
  mountpoint -q "$root" && umount "$root"
  [ ! -e /run/netns/$machine ] || ip netns delete $machine
}
