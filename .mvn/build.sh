# Shared by ./riffle, ./check and ./benchmark; sourced from the project's root.

say() {
  printf '%s\n' "$*" >&2
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    JAVA="$JAVA_HOME/bin/java"
  else
    JAVA=$(command -v java || true)
  fi
  if [ -z "$JAVA" ]; then
    say "Riffle needs a JDK 17: none was found. Install one, or set JAVA_HOME."
    exit 2
  fi
  if ! "$JAVA" -version 2>&1 | grep -q '"17\.'; then
    say "Riffle needs a JDK 17; $JAVA is another version. Set JAVA_HOME to a JDK 17."
    exit 2
  fi
}

# The options that Flink's own configuration gives to its JVMs.
flink_options() {
  sed -n 's/.*<flink.jvm.options>\(.*\)<\/flink.jvm.options>.*/\1/p' pom.xml
}

# Fetches Node with the build where there is none that is new enough.
node_profile() {
  if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
    node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'; then
    return
  fi
  printf '%s' "-Pfetch-node"
}

# Puts the Node that the build fetched on the path, where the machine has none, and installs what package-lock.json names.
prepare_frontend() {
  ./mvnw -B -q -ntp $(node_profile) -pl frontend initialize
  if [ -n "$(node_profile)" ]; then
    PATH="$(pwd)/frontend/target/node:$PATH"
    export PATH
  fi
  if [ ! -f frontend/node_modules/.package-lock.json ] || [ frontend/package-lock.json -nt frontend/node_modules/.package-lock.json ]; then
    (cd frontend && npm ci --no-progress --loglevel=error)
  fi
}

# The browser that the browser tests drive: CHROMIUM, or one on the path; on Debian as root it is installed.
find_chromium() {
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && CHROMIUM=$(command -v "$name"); then
      export CHROMIUM
      return
    fi
  done
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    say "Installing Chromium for the browser tests…"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >&2
    CHROMIUM=$(command -v chromium)
    export CHROMIUM
  else
    say "The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM to its path."
    exit 2
  fi
}

# What the build is made from, as one number.
fingerprint() {
  find pom.xml sessions/pom.xml samples/pom.xml frontend/pom.xml workbench-server/pom.xml \
    sessions/src/main samples/src/main workbench-server/src/main \
    frontend/src frontend/public frontend/index.html frontend/package.json frontend/package-lock.json frontend/vite.config.ts \
    frontend/build.sh .mvn/build.sh -type f -exec cksum {} + | sort -k 3 | cksum
}

needs_build() {
  [ ! -f workbench-server/target/riffle/built ] || [ "$(cat workbench-server/target/riffle/built)" != "$(fingerprint)" ]
}

# One build at a time: the folder .riffle is the lock, with the holder's process id in it.
lock_build() {
  waited=0
  while ! mkdir .riffle 2>/dev/null; do
    holder=$(cat .riffle/pid 2>/dev/null || true)
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf .riffle
      continue
    fi
    [ "$waited" = 1 ] || say "Waiting for another build of this folder…"
    waited=1
    sleep 1
  done
  echo $$ >.riffle/pid
  trap 'rm -rf .riffle' EXIT
  trap 'exit 130' INT TERM
}

unlock_build() {
  rm -rf .riffle
  trap - EXIT INT TERM
}

# Runs the workbench once, so that the JVMs of later starts find their classes in archives. Where that fails they do without.
# What it says goes to the file $1.
rehearse() {
  if ! workbench-server/target/riffle/bin/riffle rehearse >>"$1" 2>&1; then
    say "Starts will take some seconds longer: the archives of classes could not be made. See $1"
  fi
}

build_workbench() {
  lock_build
  if needs_build; then
    say "Building Riffle (the first time takes some minutes; nothing is built again until something changes)…"
    log="$(pwd)/workbench-server/target/build.log"
    mkdir -p workbench-server/target
    rm -rf workbench-server/target/riffle
    made_from=$(fingerprint)
    if ! ./mvnw -B -ntp $(node_profile) -Dmaven.test.skip=true package >"$log" 2>&1; then
      grep -E 'ERROR' "$log" | head -20 >&2 || true
      say "The build failed. All of its output is in $log"
      exit 1
    fi
    rehearse "$log"
    printf '%s\n' "$made_from" >workbench-server/target/riffle/built
  fi
  unlock_build
}
