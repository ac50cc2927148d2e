#!/usr/bin/env bash
# Runs "bin/federator check" on every catalog of src/test/resources/broken, and compares what it prints with the catalog's
# .expected file and its exit status with 1. Says what differs and ends with status 1 if anything does.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# What the catalogs take from the environment (BrokenCatalogTest has the same).
export ANALYST_PASSWORD=hunter2-analyst EU_PASSWORD=hunter2-eu US_PASSWORD=hunter2-us DATABASE=shop PORT=5440 EMPTY= \
  REGION=hunter2 NOT_A_PORT=tcp-hunter2 NOT_A_URL=hunter2 HUNTER2=hunter2

cd "$home/config/src/test/resources/broken"
checked=0
failed=0
for catalog in *.yaml; do
  status=0
  printed=$("$home/bin/federator" check --config "$catalog" 2>&1) || status=$?
  checked=$((checked + 1))
  if [[ $status != 1 ]] || ! diff --label expected --label printed -u "${catalog%.yaml}.expected" <(echo "$printed"); then
    echo "$catalog: not as expected (exit status $status)"
    failed=$((failed + 1))
  fi
done
echo "$((checked - failed)) of $checked broken catalogs give their expected messages and exit status 1"
[[ $failed == 0 ]]
