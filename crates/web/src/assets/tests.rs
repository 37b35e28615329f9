//! Assets as a browser asks for them, and the list of files against the folder.

use axum::http::Request;
use tower::ServiceExt;

use super::*;

async fn ask(path: &str, known: &str) -> Response {
    let request =
        Request::builder().uri(path).header(header::IF_NONE_MATCH, known).body(Body::empty()).unwrap();
    routes::<()>().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn every_asset_is_kept_for_ever_and_not_sent_twice() {
    let one_module = modules()[0].as_str();
    for (path, kind) in [
        (stylesheet(), "text/css; charset=utf-8"),
        (icons(), "image/svg+xml"),
        (pictures(), "image/svg+xml"),
        (favicon(), "image/svg+xml"),
        ("/favicon.ico", "image/svg+xml"),
        (one_module, "text/javascript; charset=utf-8"),
        (speculation(), "application/speculationrules+json"),
    ] {
        let first = ask(path, "").await;
        assert_eq!(first.headers()[header::CONTENT_TYPE], kind, "{path}");
        assert_eq!(
            first.headers()[header::CACHE_CONTROL],
            if path == "/favicon.ico" { A_DAY } else { FOR_EVER }
        );
        let tag = first.headers()[header::ETAG].to_str().unwrap();
        assert_eq!(ask(path, tag).await.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[test]
fn every_file_in_the_folder_is_in_the_stylesheet_and_among_the_modules() {
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let css = CSS.concat();
    for folder in ["css", "css/parts", "css/pages"] {
        for file in std::fs::read_dir(assets.join(folder)).unwrap().map(|file| file.unwrap().path()) {
            if file.is_file() {
                assert!(
                    css.contains(&std::fs::read_to_string(&file).unwrap()),
                    "{} is not served",
                    file.display()
                );
            }
        }
    }
    assert_eq!(std::fs::read_dir(assets.join("js")).unwrap().count(), MODULES.len());
}

#[test]
fn a_strict_policy_can_hold_since_no_asset_reaches_elsewhere() {
    for text in CSS.iter().chain(MODULES.iter().map(|(_, text)| text)) {
        let elsewhere = text.replace("http://www.w3.org/2000/svg", "");
        assert!(!elsewhere.contains("http:") && !elsewhere.contains("https:") && !text.contains("@import"));
        assert!(!text.contains("!important"));
    }
}
