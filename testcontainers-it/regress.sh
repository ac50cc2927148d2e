#!/usr/bin/env bash
# How much of PostgreSQL's own regression files Federator answers as PostgreSQL does (takes about ten minutes):
#   regress.sh PATH_TO_POSTGRES_SOURCE [LISTS_FOLDER [FILE ...]]
# The source tree is PostgreSQL 18's (only its src/test/regress is read). Prints a line for each file, with tables whole in
# one source and with rows shared out between PostgreSQL and MariaDB; LISTS_FOLDER (default target/regress) gets
# every statement that does not agree. FILE is a name such as join; without any, all files of the measure are run.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$here")

if [[ $# -lt 1 || ! -d $1/src/test/regress/sql ]]; then
  sed -n '2,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
source=$1
lists=${2:-$here/target/regress}
shift $(($# > 1 ? 2 : 1))

classpath=$here/target/regress.classpath
echo "Building the tests, which takes a minute ..." >&2
JAVA25_HOME=$("$home/bin/find-java" javac)
export JAVA25_HOME
(cd "$home" && mvn -q -B -Dgates.skip=true -pl testcontainers-it -am test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$classpath") </dev/null >&2
exec "$("$home/bin/find-java" java)/bin/java" -Xmx2g --add-opens=java.base/java.nio=ALL-UNNAMED \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$here/target/test-classes:$(<"$classpath")" \
  io.federator.it.regress.RegressionRun "$source" "$lists" "$@"
