#!/usr/bin/env bash
# Installs the clients that the tests do not bring, from Debian's, npm's and Maven's packages; tests of those that are absent
# are skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
packages=(postgresql-client postgresql-contrib python3-psycopg python3-psycopg2 python3-asyncpg python3-sqlalchemy pgcli
  php-cli php-pgsql ruby ruby-pg golang-go golang-github-lib-pq-dev unixodbc odbc-postgresql)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if ((${#missing[@]})); then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi
npm ci --prefix node --no-audit --no-fund
mvn -q -B -f vertx/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=target/lib </dev/null
