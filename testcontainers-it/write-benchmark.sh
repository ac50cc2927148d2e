#!/usr/bin/env bash
# Writing through Federator beside writing to its sources directly, side by side in one run (takes about ten minutes):
#   write-benchmark.sh POSTGRES_URL POSTGRES_URL MYSQL_URL [SECONDS [WHAT]]
# JDBC URLs of two PostgreSQL servers (user postgres) and a MySQL (user root), without passwords, each with a database in which
# tables bench_… may be made and dropped. SECONDS is for each measure (default 10), WHAT a list of transfers, single, copy.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$here")

if [[ $# -lt 3 ]]; then
  sed -n '2,5s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi

classpath=$here/target/benchmark.classpath
echo "Building the tests, which takes a minute ..." >&2
JAVA25_HOME=$("$home/bin/find-java" javac)
export JAVA25_HOME
(cd "$home" && mvn -q -B -Dgates.skip=true -pl testcontainers-it -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$classpath") </dev/null >&2
exec "$("$home/bin/find-java" java)/bin/java" -Xmx2g \
  -cp "$here/target/test-classes:$(<"$classpath")" io.federator.it.writes.WriteBenchmark "$@"
