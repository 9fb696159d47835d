#!/bin/sh
# Rebuilds static/css and static/js/govuk-frontend-*.min.js from styles/ and the pinned govuk-frontend.
# Needs Node.js and npm; the results are committed, so that running the product needs neither.
set -eu
cd "$(dirname "$0")/../styles"
[ -d node_modules ] || npm ci --no-audit --no-fund
version=$(node -p "require('govuk-frontend/package.json').version")
# govuk-frontend asks for its fonts and for the royal arms; ours uses neither, and a manifest storage
# refuses an url() that leads nowhere.
npx sass --load-path=node_modules --no-source-map --style=compressed --quiet-deps app.scss \
    | sed -E 's/url\([^)]*(govuk-crest|fonts\/)[^)]*\)/none/g' > ../static/css/app.css
rm -f ../static/js/govuk-frontend-*.min.js
sed '/^\/\/# sourceMappingURL=/d' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js \
    > "../static/js/govuk-frontend-$version.min.js"
if grep -o 'url([^)]*)' ../static/css/app.css; then
    echo "The style sheet asks for the files above; replace them." >&2
    exit 1
fi
