#!/usr/bin/env bash
# pgbench, select-only, over a table of ours, in one of its protocols.
set -euo pipefail
script=$(mktemp)
trap 'rm -f "$script"' EXIT
printf '%s\n' '\set id random(1, 1000)' 'select name, balance from person where id = :id;' >"$script"
pgbench -n -M "$1" -c 4 -j 2 -t 200 -f "$script" 2>&1 | grep -E 'actually processed|failed'
