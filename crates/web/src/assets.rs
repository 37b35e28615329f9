//! Stylesheet, drawings and modules: put together once, named by their content, served for ever.
//! Nothing here depends on a request, and no file is read at run time.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use crate::cache::{Effort, Encoding, Pressed};
use crate::tag;

/// An asset's name carries its hash, so its content never changes: a year is as long as caches go.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// For what browsers ask by a name without a hash.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// The stylesheet's files in the order of the cascade.
const CSS: &[&str] = &[
    "@layer reset, tokens, base, layout, parts, pages, print;\n",
    include_str!("../assets/css/reset.css"),
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/themes.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/motion.css"),
    include_str!("../assets/css/layout.css"),
    include_str!("../assets/css/measures.css"),
    include_str!("../assets/css/parts/bar.css"),
    include_str!("../assets/css/parts/drop-menu.css"),
    include_str!("../assets/css/parts/rail.css"),
    include_str!("../assets/css/parts/button.css"),
    include_str!("../assets/css/parts/tag.css"),
    include_str!("../assets/css/parts/avatar.css"),
    include_str!("../assets/css/parts/stars.css"),
    include_str!("../assets/css/parts/price.css"),
    include_str!("../assets/css/parts/picture.css"),
    include_str!("../assets/css/parts/hues.css"),
    include_str!("../assets/css/parts/offer.css"),
    include_str!("../assets/css/parts/card.css"),
    include_str!("../assets/css/parts/figure.css"),
    include_str!("../assets/css/parts/square.css"),
    include_str!("../assets/css/parts/promise.css"),
    include_str!("../assets/css/parts/notice.css"),
    include_str!("../assets/css/parts/empty.css"),
    include_str!("../assets/css/parts/dialog.css"),
    include_str!("../assets/css/parts/skeleton.css"),
    include_str!("../assets/css/parts/field.css"),
    include_str!("../assets/css/parts/check.css"),
    include_str!("../assets/css/parts/choice.css"),
    include_str!("../assets/css/parts/options.css"),
    include_str!("../assets/css/parts/drop.css"),
    include_str!("../assets/css/parts/quantity.css"),
    include_str!("../assets/css/parts/meter.css"),
    include_str!("../assets/css/parts/steps.css"),
    include_str!("../assets/css/parts/timeline.css"),
    include_str!("../assets/css/parts/tabs.css"),
    include_str!("../assets/css/parts/slide.css"),
    include_str!("../assets/css/parts/pager.css"),
    include_str!("../assets/css/parts/facts.css"),
    include_str!("../assets/css/parts/sum.css"),
    include_str!("../assets/css/parts/sheet.css"),
    include_str!("../assets/css/parts/line.css"),
    include_str!("../assets/css/parts/table.css"),
    include_str!("../assets/css/parts/menu.css"),
    include_str!("../assets/css/parts/chart.css"),
    include_str!("../assets/css/parts/small.css"),
    include_str!("../assets/css/parts/review.css"),
    include_str!("../assets/css/pages/hero.css"),
    include_str!("../assets/css/pages/shopfront.css"),
    include_str!("../assets/css/pages/gallery.css"),
    include_str!("../assets/css/pages/buybar.css"),
    include_str!("../assets/css/pages/banner.css"),
    include_str!("../assets/css/pages/narrow.css"),
    include_str!("../assets/css/pages/todo.css"),
    include_str!("../assets/css/pages/chain.css"),
    include_str!("../assets/css/pages/decor.css"),
    include_str!("../assets/css/print.css"),
];

pub(crate) const ICONS: &str = include_str!("../assets/svg/icons.svg");
pub(crate) const PICTURES: &str = include_str!("../assets/svg/pictures.svg");

/// One small module a behaviour; every page loads them all, since together they weigh less than one picture.
const MODULES: &[(&str, &str)] = &[
    ("copy-text", include_str!("../assets/js/copy-text.js")),
    ("fresh-parts", include_str!("../assets/js/fresh-parts.js")),
    ("live-price", include_str!("../assets/js/live-price.js")),
    ("menu-close", include_str!("../assets/js/menu-close.js")),
    ("menu-in-view", include_str!("../assets/js/menu-in-view.js")),
    ("picture-preview", include_str!("../assets/js/picture-preview.js")),
    ("print-page", include_str!("../assets/js/print-page.js")),
    ("quantity", include_str!("../assets/js/quantity.js")),
    ("renew-part", include_str!("../assets/js/renew-part.js")),
    ("send-large", include_str!("../assets/js/send-large.js")),
    ("submit-once", include_str!("../assets/js/submit-once.js")),
    ("tick-all", include_str!("../assets/js/tick-all.js")),
];

struct Asset {
    kind: HeaderValue,
    etag: HeaderValue,
    content: Pressed,
}

/// Where the assets are found; for templates.
struct Addresses {
    stylesheet: String,
    icons: String,
    pictures: String,
    modules: Vec<String>,
    favicon: String,
    speculation: String,
}

static ALL: LazyLock<(Addresses, BTreeMap<String, Asset>)> = LazyLock::new(gather);

/// The address of the one stylesheet.
pub fn stylesheet() -> &'static str {
    &ALL.0.stylesheet
}

/// The address of the icons; `#i-name` follows.
pub fn icons() -> &'static str {
    &ALL.0.icons
}

/// The address of the drawings; `#name` follows.
pub fn pictures() -> &'static str {
    &ALL.0.pictures
}

/// The addresses of the modules, for `<script type="module">`.
pub fn modules() -> &'static [String] {
    &ALL.0.modules
}

pub fn favicon() -> &'static str {
    &ALL.0.favicon
}

/// The address of the rules for fetching pages ahead, for the `Speculation-Rules` header.
pub fn speculation() -> &'static str {
    &ALL.0.speculation
}

/// Serves everything under `/assets/`, pressed once.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let mut router = Router::new();
    for (path, asset) in &ALL.1 {
        router = router.route(path, get(async move |headers: HeaderMap| serve(asset, &headers, FOR_EVER)));
    }
    router.route("/favicon.ico", get(async |headers: HeaderMap| serve(&ALL.1[favicon()], &headers, A_DAY)))
}

fn serve(asset: &'static Asset, headers: &HeaderMap, keep: HeaderValue) -> Response {
    let vary = HeaderValue::from_static("Accept-Encoding");
    let common = [(header::CACHE_CONTROL, keep), (header::ETAG, asset.etag.clone()), (header::VARY, vary)];
    if tag::is_known(headers, &asset.etag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let (encoding, bytes) = asset.content.get(Encoding::accepted(headers));
    let kind = [(header::CONTENT_TYPE, asset.kind.clone())];
    let mut response = (common, kind, Body::from(bytes)).into_response();
    if let Some(name) = encoding.name() {
        response.headers_mut().insert(header::CONTENT_ENCODING, name);
    }
    response
}

fn gather() -> (Addresses, BTreeMap<String, Asset>) {
    let mut all = BTreeMap::new();
    let mut add = |name: &str, extension: &str, kind: &'static str, text: String| {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes())[..8]);
        let path = format!("/assets/{name}.{hash}.{extension}");
        let etag = HeaderValue::from_str(&format!("W/\"{hash}\"")).expect("a hash is plain text");
        all.insert(
            path.clone(),
            Asset { kind: HeaderValue::from_static(kind), etag, content: Pressed::new(text, Effort::Asset) },
        );
        path
    };
    let svg = "image/svg+xml";
    let addresses = Addresses {
        stylesheet: add("halles", "css", "text/css; charset=utf-8", CSS.concat()),
        icons: add("icons", "svg", svg, ICONS.to_owned()),
        pictures: add("pictures", "svg", svg, PICTURES.to_owned()),
        modules: MODULES
            .iter()
            .map(|(name, text)| add(name, "js", "text/javascript; charset=utf-8", (*text).to_owned()))
            .collect(),
        favicon: add("favicon", "svg", svg, include_str!("../assets/svg/favicon.svg").to_owned()),
        speculation: add(
            "speculation",
            "json",
            "application/speculationrules+json",
            include_str!("../assets/speculation.json").to_owned(),
        ),
    };
    (addresses, all)
}

#[cfg(test)]
#[path = "assets/tests.rs"]
mod tests;
