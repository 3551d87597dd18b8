#!/bin/sh
# Tries the README's commands where nothing is installed: debootstrap's smallest Debian and python3.
#
#   sudo installer/try_clean_root.sh bookworm /var/tmp/bookworm run
#   sudo installer/try_clean_root.sh trixie /var/tmp/trixie test
#
# The folder is made on first use and kept, so that a second call is a second start. The last commit
# is tried, as a clone. This machine's own way to the network is lent to the root: name servers,
# certificates and pip's settings, none of which stands in the repository.
set -eu

suite=$1
root=$2
shift 2
here=$(cd "$(dirname -- "$0")/.." && pwd)
desk=$root/srv/counsellor-desk

if [ ! -e "$root/usr/bin/python3" ]; then
    debootstrap --variant=minbase --include=python3 "$suite" "$root"
fi
if [ ! -e "$desk/.git" ]; then
    git clone -q --no-hardlinks --no-checkout "$here" "$desk"
fi
git -C "$desk" fetch -q origin HEAD
git -C "$desk" checkout -q --detach FETCH_HEAD
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
for lent in /etc/pip.conf /usr/local/share/ca-certificates; do
    if [ -e "$lent" ]; then cp -rL "$lent" "$root$(dirname "$lent")/"; fi
done

# In namespaces of their own the mounts and whatever was left running end with the command.
exec unshare --mount --pid --fork sh -eu -c '
    root=$1
    shift
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    exec env -u DISPLAY -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u XDG_RUNTIME_DIR \
        HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        chroot "$root" sh -c "cd /srv/counsellor-desk && exec python3 installer/bootstrap.py \"\$@\"" \
        bootstrap "$@"
' clean-root "$root" "$@"
