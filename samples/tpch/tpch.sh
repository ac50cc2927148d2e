#!/usr/bin/env bash
# The Java programs of this folder, built on first use:
#   tpch.sh load SCALE a|b|c HALF SALES_JDBC_URL SUPPLY_JDBC_URL [WHOLE_JDBC_URL]
#   tpch.sh compare QUERIES_FOLDER FEDERATOR_JDBC_URL WHOLE_JDBC_URL
#   tpch.sh benchmark QUERIES_FOLDER RUNS RESULTS_FOLDER NAME=JDBC_URL|NAME=trino:http://HOST:PORT/CATALOG/SCHEMA ...
#   tpch.sh read JDBC_URL SQL
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

case ${1:-} in
  load) program=TpchLoader ;;
  compare) program=TpchComparison ;;
  benchmark) program=TpchBenchmark ;;
  read) program=TpchReading ;;
  *)
    sed -n '2,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
shift

libraries=$home/samples/target/libraries
if [[ ! -d $libraries ]]; then
  echo "Building the samples, which takes a minute ..." >&2
  JAVA25_HOME=$("$home/bin/find-java" javac)
  export JAVA25_HOME
  (cd "$home" && mvn -q -B -Dmaven.test.skip=true -Dgates.skip=true -pl samples -am package \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$libraries" -Dmdep.useBaseVersion=true) </dev/null >&2
fi
exec "$("$home/bin/find-java" java)/bin/java" -cp "$home/samples/target/classes:$libraries/*" \
  "io.federator.samples.tpch.$program" "$@"
