#!/usr/bin/env bash
# Builds the product twice, in different folders, time zones and languages, and compares the bytes of every jar.
# With SECOND_JAVA_HOME=… Maven runs on that JDK the second time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
    local tree=$1
    mkdir -p "$tree"
    # what is in the work tree now, committed or not, without what git ignores
    git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -cf - -T - | tar -xf - -C "$tree"
    (cd "$tree" && ./mvnw -B -ntp -q package -Dmaven.test.skip=true -Dcyclonedx.skip=true -pl ipc.dist -am)
    (cd "$tree" && find ipc.*/target -maxdepth 1 -name '*.jar' | sort | xargs sha256sum) >"$work/$2"
}

TZ=UTC LC_ALL=C build "$work/here" first
TZ=Asia/Tokyo LC_ALL=C.UTF-8 MAVEN_OPTS="-Duser.language=tr" JAVA_HOME="${SECOND_JAVA_HOME-${JAVA_HOME-}}" \
    build "$work/another/place" second

if [[ ! -s $work/first ]]; then
    echo "no jar was built" >&2
    exit 1
fi
if ! diff "$work/first" "$work/second"; then
    echo "the same sources gave different jars" >&2
    exit 1
fi
cat "$work/first"
echo "$(wc -l <"$work/first") jars, the same bytes twice"
