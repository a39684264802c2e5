#!/usr/bin/env bash
# Install GitHub's OpenAPI description, against which tests hold the recorded answers of forges.
#
# Usage: scripts/install-openapi.sh [FOLDER]
#        FOLDER: where to; default $OCTOKIT_OPENAPI, else octokit-openapi in the user's cache folder
#
# The last line on stdout is the folder. Takes 220 MB; needs npm.
set -euo pipefail

version=${OCTOKIT_OPENAPI_VERSION:-23.0.2}
folder=${1:-${OCTOKIT_OPENAPI:-${XDG_CACHE_HOME:-$HOME/.cache}/octokit-openapi}}
mkdir -p "$folder"
cd "$folder"
[ -f package.json ] || printf '{"name": "octokit-openapi", "private": true}\n' >package.json
if [ ! -f "ready-$version" ]; then
  npm install --no-audit --no-fund --loglevel=error --save-exact "@octokit/openapi@$version" >&2
  touch "ready-$version"
fi
pwd
