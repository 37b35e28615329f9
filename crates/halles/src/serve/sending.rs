//! A boutique's archive over the whole door, byte by byte: who may not send is answered before anything of it is read, and a
//! line that breaks leaves nothing.

use std::io::{Cursor, Write};

use axum::http::{Request, StatusCode, header};
use testkit::{PASSWORD, World, both};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;
use web::Scheme;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Router, Site, Watch, channel, door, router};

const HOST: &str = "mall.localhost:8080";
const CSV: &str = "Handle,Title,Body (HTML),Vendor,Tags,Published,Variant SKU,Variant Grams,Variant Inventory Qty,\
    Variant Price,Variant Requires Shipping,Variant Taxable\nboot,The boot,<p>Fine.</p>,North,coffee,true,boot-1,400,3,\
    100,true,true\n";

fn routes(world: &World) -> Router {
    router(Site::new(world.engine.clone(), Scheme::Http, false), Watch::new(world.engine.clone()))
}

async fn cookie_of(world: &World, email: &str) -> String {
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("email", email), ("password", PASSWORD)])
        .finish();
    let request = Request::post("/sign-in")
        .header(header::HOST, HOST)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(axum::body::Body::from(form))
        .unwrap();
    let answer = routes(world).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookies = answer.headers().get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let session =
        cookies.filter_map(|cookie| cookie.split(';').next()).find(|pair| pair.starts_with("session="));
    session.unwrap().to_owned()
}

/// A line on which a request for a body of so many bytes has begun.
async fn begins(door: std::net::SocketAddr, cookie: &str, origin: &str, bytes: usize) -> TcpStream {
    let mut line = TcpStream::connect(door).await.unwrap();
    let head = format!(
        "POST /seller/import HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\nOrigin: {origin}\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {bytes}\r\n\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line
}

/// The status of the answer, and where it leads.
async fn answer(line: &mut TcpStream) -> (u16, String) {
    let (mut told, mut some) = (Vec::new(), [0; 4_096]);
    while !told.windows(4).any(|four| four == b"\r\n\r\n") {
        let read = line.read(&mut some).await.unwrap();
        assert!(read > 0, "the line ended without an answer: {}", String::from_utf8_lossy(&told));
        told.extend_from_slice(&some[..read]);
    }
    let text = String::from_utf8_lossy(&told).into_owned();
    let to = text.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default();
    (text.split(' ').nth(1).unwrap().parse().unwrap(), to.to_owned())
}

fn part(name: &str, content: &[u8]) -> Vec<u8> {
    let file = if name == "file" { "; filename=\"a.zip\"" } else { "" };
    let head = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
}

fn archive() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("products.csv", SimpleFileOptions::default()).unwrap();
    zip.write_all(CSV.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn pieces(world: &World) -> usize {
    let Ok(files) = std::fs::read_dir(world.database.folder.join("papers")) else { return 0 };
    files.filter(|file| file.as_ref().unwrap().file_name() != "place").count()
}

/// What takes longer will not come.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

async fn comes_true(is_so: impl Fn() -> bool) {
    let waits = async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, waits).await.expect("it comes true");
}

both!(who_may_not_send_is_answered_before_a_byte_is_read_and_a_broken_line_leaves_nothing, |world| {
    const LARGE: usize = 900 << 20;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = channel(false);
    let served = tokio::spawn(door::serve(listener, routes(world), stopped));
    let (north, here) = (cookie_of(world, "noah@example.com").await, format!("http://{HOST}"));
    let stranger = answer(&mut begins(address, "lang=en", &here, LARGE).await).await;
    assert_eq!(stranger.0, 303, "to sign in: {stranger:?}");
    let buyer = cookie_of(world, "sam@example.com").await;
    assert_eq!(answer(&mut begins(address, &buyer, &here, LARGE).await).await.0, 404);
    let foreign = begins(address, &north, "http://evil.example", LARGE).await;
    assert_eq!(answer(&mut { foreign }).await.0, 403);
    let too_large = 3_usize << 30;
    assert_eq!(answer(&mut begins(address, &north, &here, too_large).await).await.0, 413);

    let mut line = begins(address, &north, &here, LARGE).await;
    line.write_all(&part("key", b"k1")).await.unwrap();
    line.write_all(&part("file", &vec![7; 9 << 20])).await.unwrap();
    comes_true(|| pieces(world) >= 2).await;
    drop(line);
    comes_true(|| pieces(world) == 0).await;

    let body = [part("key", b"k2"), part("file", &archive()), b"--b--\r\n".to_vec()].concat();
    let mut sent = (0, String::new());
    // The one that broke may hold its place for a moment.
    while sent.0 != 303 {
        let mut line = begins(address, &north, &here, body.len()).await;
        line.write_all(&body).await.unwrap();
        sent = answer(&mut line).await;
        assert!(matches!(sent.0, 303 | 422), "{sent:?}");
    }
    assert!(sent.1.starts_with("/seller/jobs/job_"), "{sent:?}");
    world.settle().await;
    assert_eq!(pieces(world), 0);
    let list = engine::product::list(&world.engine, &world.cast.north, None).await.unwrap();
    assert_eq!(list.total, 1);
    stop.send(true).unwrap();
    served.await.unwrap();
});
