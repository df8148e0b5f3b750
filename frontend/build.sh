#!/bin/sh
# Builds the static files into dist/. $1: folder that holds node and npm; empty for those on the path.
set -eu
cd "$(dirname "$0")"
if [ -n "${1:-}" ]; then
  PATH="$1:$PATH"
  export PATH
fi
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-progress --loglevel=error
fi
npm run --silent build -- --logLevel warn
