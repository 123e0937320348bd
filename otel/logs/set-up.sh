#!/usr/bin/env bash
# Tells Elasticsearch how lines are kept and for how long, and Kibana where they are. May be run again.
set -euo pipefail
cd "$(dirname "$0")"

say() {
  local method=$1 url=$2 file=$3
  curl -fsS -X "$method" "$url" -H 'Content-Type: application/json' -H 'kbn-xsrf: set-up' --data-binary "@$file"
}

say PUT http://elasticsearch:9200/_ilm/policy/anilibria-logs retention.json
say PUT http://elasticsearch:9200/_index_template/anilibria-logs index-template.json
say POST http://kibana:5601/api/data_views/data_view data-view.json
