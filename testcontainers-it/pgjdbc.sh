#!/usr/bin/env bash
# How many of pgjdbc's own reading tests pass against Federator (takes about six minutes):
#   pgjdbc.sh PATH_TO_PGJDBC_SOURCE [REPORTS_FOLDER]
# The source tree is that of version 42.7.13 (its tests are compiled against the driver of that version). A test counts
# when it passes against a PostgreSQL in which its user may create nothing. Prints the failing tests by class, and the
# shares; REPORTS_FOLDER (default target/pgjdbc/reports) gets the reason of each in failed.txt.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(dirname "$here")

if [[ $# -lt 1 || ! -d $1/pgjdbc/src/test/java || ! -d $1/testkit/src/main/java ]]; then
  sed -n '2,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
source=$1
work=$here/target/pgjdbc
reports=${2:-$work/reports}
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath

rm -rf "$work"
mkdir -p "$work/classes" "$reports"
echo "Building the tests, which takes a minute ..." >&2
JAVA25_HOME=$("$home/bin/find-java" javac)
export JAVA25_HOME
(cd "$home" && mvn -q -B -Dgates.skip=true -pl testcontainers-it -am test-compile \
  "$plugin" -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath") </dev/null >&2
mvn -q -B -f "$here/pgjdbc/pom.xml" "$plugin" -Dmdep.outputFile="$work/driver.classpath" </dev/null >&2
# Those of Windows' and Kerberos' logins need libraries of their own.
find "$source/pgjdbc/src/test/java" "$source/testkit/src/main/java" -name '*.java' \
  ! -path '*/sspi/*' ! -path '*/gss/*' > "$work/sources"
"$JAVA25_HOME/bin/javac" -nowarn -proc:none -encoding UTF-8 -d "$work/classes" \
  -cp "$(<"$work/driver.classpath")" "@$work/sources" 2> "$work/javac.log" || { tail -5 "$work/javac.log" >&2; exit 1; }
cp -r "$source/pgjdbc/src/test/resources/." "$work/classes/"
exec "$("$home/bin/find-java" java)/bin/java" -Xmx1g --add-opens=java.base/java.nio=ALL-UNNAMED \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$here/target/test-classes:$(<"$work/classpath")" \
  io.federator.it.pgjdbc.SuiteRun "$source" "$work/classes" "$(<"$work/driver.classpath")" "$reports"
