#!/usr/bin/env bash
# Shows that each gate of the build can say no: plants one violation after the other in a small copy of the API module
# and expects the build to refuse it, in the words of the gate that is meant to find it. One line for each gate.
# The gates that are Java programs (sizes, names, bundles, byte code) are shown in the tests of ipc.build.
#
#   cnf/gates.sh           all gates
#   cnf/gates.sh nullaway  some of them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

api=ipc.api/src/main/java/ipc/api
failed=0
chosen=" $* "
known=" sound lint errorprone nullaway doclint doctag baseline convergence format jdk "

for name in "$@"; do
    if [[ $known != *" $name "* ]]; then
        echo "no gate $name; there are$known" >&2
        exit 2
    fi
done

# a fresh copy of the build with two small sources for an API
fresh() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/$api" "$work/tree/cnf"
    cp -r .mvn mvnw pom.xml bnd.bnd "$work/tree"
    cp -r cnf/common.bnd cnf/baseline "$work/tree/cnf"
    local pom
    for pom in ipc.*/pom.xml; do
        mkdir -p "$work/tree/${pom%/*}"
        cp "$pom" "$work/tree/$pom"
    done
    cat >"$work/tree/$api/package-info.java" <<'JAVA'
/** Planted. */
@Export
@NullMarked
@Version("1.0.0")
package ipc.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
JAVA
    sound >"$work/tree/$api/Clock.java"
}

sound() {
    cat <<'JAVA'
package ipc.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Tells the time. */
@ConsumerType
public interface Clock {
    /**
     * Tells the time.
     *
     * @return nanoseconds
     * @right READ
     * @errno ENOSYS there is no clock
     */
    long nowNanos();
}
JAVA
}

# a class whose only method has this body
planted() {
    printf 'package ipc.api;\n\n/** Planted. */\nfinal class Planted {\n    private Planted() {}\n\n    %s\n}\n' "$1" \
        >"$work/tree/$api/Planted.java"
}

build() {
    (cd "$work/tree" && ./mvnw -B -ntp "$@") >"$work/log" 2>&1
}

wanted() {
    [[ $chosen == "  " || $chosen == *" $1 "* ]]
}

# gate NAME WORDS MAVEN-ARGUMENTS: the build fails and its output has the words
gate() {
    local name=$1 words=$2
    shift 2
    if build "$@"; then
        report "$name" "MISSED: the build passed"
    elif grep -qF -- "$words" "$work/log"; then
        printf 'ok      %-12s refused: %s\n' "$name" "$words"
    else
        report "$name" "failed, but not with: $words"
    fi
}

report() {
    printf 'FAILED  %-12s %s\n' "$1" "$2"
    cp "$work/log" "$root/target/gate-$1.log"
    failed=1
}

mkdir -p target

if wanted sound; then
    fresh
    if build -pl ipc.api verify; then
        printf 'ok      %-12s accepted\n' sound
    else
        report sound "the copy without a violation was refused"
    fi
fi

if wanted lint; then
    fresh
    planted 'static java.util.List names = null;'
    gate lint "[rawtypes]" -pl ipc.api compile
fi

if wanted errorprone; then
    fresh
    planted 'static void check() { new IllegalStateException("never thrown"); }'
    gate errorprone "[DeadException]" -pl ipc.api compile
fi

if wanted nullaway; then
    fresh
    planted 'static String name() { return null; }'
    gate nullaway "[NullAway]" -pl ipc.api compile
fi

if wanted doclint; then
    fresh
    sed -i '/@return/d' "$work/tree/$api/Clock.java"
    gate doclint "no @return" -pl ipc.api verify
fi

if wanted doctag; then
    fresh
    sed -i 's/@errno/@error/' "$work/tree/$api/Clock.java"
    gate doctag "unknown tag" -pl ipc.api verify
fi

if wanted baseline; then
    fresh
    sed -i 's/1\.0\.0-SNAPSHOT/1.0.0/' "$work"/tree/pom.xml "$work"/tree/ipc.*/pom.xml
    # released under a group of its own, so that nothing in the local repository is mistaken for a real release
    sed -i 's/org\.multios/org.multios.planted/' "$work"/tree/pom.xml "$work"/tree/ipc.*/pom.xml
    if build -pl ipc.api package org.apache.maven.plugins:maven-deploy-plugin:deploy-file \
        -Dfile="$work/tree/ipc.api/target/ipc.api-1.0.0.jar" -DgeneratePom=true -DgroupId=org.multios.planted \
        -DartifactId=ipc.api -Dversion=1.0.0 -Durl="file://$work/tree/cnf/baseline"; then
        sed -i 's/>1\.0\.0</>1.0.1</' "$work"/tree/pom.xml "$work"/tree/ipc.*/pom.xml
        sed -i 's/^    long nowNanos();/&\n\n    \/**\n     * Tells more.\n     *\n     * @return more\n     *\/\n    long more();/' \
            "$work/tree/$api/Clock.java"
        gate baseline "Baseline problems detected" -pl ipc.api verify
    else
        report baseline "could not release the first version"
    fi
    rm -rf "${HOME}/.m2/repository/org/multios/planted"
fi

if wanted convergence; then
    fresh
    # the version that settles a disagreement now settles it for something else
    sed -i '/<artifactId>guava<\/artifactId>/s/guava/guava-gwt/' "$work/tree/pom.xml"
    gate convergence "Dependency convergence error" -pl ipc.build validate
fi

if wanted format; then
    fresh
    cp -r ipc.build/src "$work/tree/ipc.build/src"
    sed -i 's/^    long nowNanos/  long nowNanos/' "$work/tree/$api/Clock.java"
    gate format "not formatted" -pl ipc.build test -Dtest='TidyTest#shouldFormatSources'
fi

if wanted jdk; then
    fresh
    sed -i 's/\[25,26)/[99,100)/' "$work/tree/pom.xml"
    gate jdk "Cannot find matching toolchain" -pl ipc.api validate
fi

exit "$failed"
