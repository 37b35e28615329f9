#!/bin/sh
# Tries what docs/operations.md says of PostgreSQL: a base backup, an archive of its log, and an installation that comes
# back as it was at a moment. Makes two clusters of its own in a temporary folder, on loopback, and removes them.
# Usage: docs/postgresql-restore.sh path/to/halles
set -eu

HALLES=$(realpath "$1")
BIN=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
PLACE=$(mktemp -d)
PORT=${PORT:-54391}
RESTORED=$((PORT + 1))
chmod 755 "$PLACE"
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    install -d -o postgres -g postgres "$PLACE/pg"
    pg() { program=$1; shift; (cd / && runuser -u postgres -- "$BIN/$program" "$@"); }
    own() { runuser -u postgres -- "$@"; }
else
    mkdir "$PLACE/pg"
    pg() { program=$1; shift; (cd / && "$BIN/$program" "$@"); }
    own() { "$@"; }
fi
finish() {
    for cluster in live restored; do
        [ -d "$PLACE/pg/$cluster" ] && pg pg_ctl stop --mode=immediate --pgdata="$PLACE/pg/$cluster" >/dev/null 2>&1 || true
    done
    rm -rf "$PLACE"
}
trap finish EXIT INT TERM
say() { echo "== $*"; }
query() { pg psql --no-psqlrc --tuples-only --no-align --host=127.0.0.1 --port="$1" --username=postgres --command="$2" postgres; }
halles() { port=$1; shift; "$HALLES" "$@" --data "$PLACE/data" --database "postgres://postgres@127.0.0.1:$port/postgres"; }
start() {
    pg pg_ctl start --wait --timeout=60 --pgdata="$PLACE/pg/$1" --log="$PLACE/pg/$1.log" \
        --options="-c port=$2 -c listen_addresses=127.0.0.1 -c unix_socket_directories='$PLACE/pg'" >/dev/null
}

say "a cluster that archives its log"
own mkdir "$PLACE/pg/archive"
pg initdb --username=postgres --auth=trust --encoding=UTF8 --locale=C --pgdata="$PLACE/pg/live" >/dev/null
own sh -c "cat >> '$PLACE/pg/live/postgresql.conf'" <<CONF
archive_mode = on
archive_command = 'test ! -f $PLACE/pg/archive/%f && cp %p $PLACE/pg/archive/.%f && mv $PLACE/pg/archive/.%f $PLACE/pg/archive/%f'
archive_timeout = 60
CONF
start live "$PORT"
halles "$PORT" operator add "Before SAS" --country FR

say "a base backup while it runs"
pg pg_basebackup --host=127.0.0.1 --port="$PORT" --username=postgres --checkpoint=fast --pgdata="$PLACE/pg/restored"

halles "$PORT" operator add "In Time GmbH" --country DE
MOMENT=$(query "$PORT" "select clock_timestamp()")
say "the moment to come back to: $MOMENT"
halles "$PORT" operator add "Too Late Ltd" --country GB
query "$PORT" "select pg_switch_wal()" >/dev/null
say "in the live cluster"
query "$PORT" "select name from operator order by name"
for _ in $(seq 60); do
    [ "$(query "$PORT" "select last_archived_wal is not null and failed_count = 0 from pg_stat_archiver")" = t ] && break
    sleep 0.5
done
pg pg_ctl stop --mode=fast --pgdata="$PLACE/pg/live" >/dev/null

say "a cluster from the backup, to that moment"
own sh -c "cat >> '$PLACE/pg/restored/postgresql.conf'" <<CONF
archive_mode = off
restore_command = 'cp $PLACE/pg/archive/%f %p'
recovery_target_time = '$MOMENT'
recovery_target_action = promote
CONF
own touch "$PLACE/pg/restored/recovery.signal"
start restored "$RESTORED"
for _ in $(seq 120); do
    [ "$(query "$RESTORED" "select pg_is_in_recovery()")" = f ] && break
    sleep 0.5
done
grep -E "recovery stopping|last completed transaction|redo done" "$PLACE/pg/restored.log" || true
query "$RESTORED" "select name from operator order by name"
halles "$RESTORED" doctor | tail -n 1
