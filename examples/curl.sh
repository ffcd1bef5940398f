#!/bin/sh
# The HTTP API with curl: who has a URL, its first kilobyte, and what the node has saved so far.
#   POTLUCK_TOKEN=$(potluck token create example --rights read) sh examples/curl.sh URL
set -eu
node=${POTLUCK_URL:-http://127.0.0.1:6516}
url=${1:?usage: curl.sh URL}

# The token comes from stdin: what stands on a command line, others on the machine can read.
ask() {
  printf 'header = "Authorization: Bearer %s"\n' "$POTLUCK_TOKEN" | curl -sS --fail-with-body --max-time 60 --config - "$@"
}

ask --get --data-urlencode "url=$url" "${node%/}/v1/locations"
echo
ask --get --data-urlencode "url=$url" --range 0-1023 --output - "${node%/}/v1/content"
echo
ask "${node%/}/v1/ledger"
echo
