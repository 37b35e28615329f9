//! Carries the sandbox provider's webhooks to our own loopback door, as a real provider would from outside: over HTTP,
//! signed, more than once if need be. Goes nowhere else.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use gateways::payment::sandbox::Delivery;
use http_body_util::Full;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::open::Task;

const ATTEMPTS: u32 = 5;
/// After the first failure; doubled after each more.
const PAUSE: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(10);

/// Where deliveries go: nowhere until the door is open.
#[derive(Debug, Clone, Default)]
pub struct Courier {
    door: Arc<OnceLock<Door>>,
}

#[derive(Debug)]
struct Door {
    client: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
    /// The name of a market's host: the door belongs to none, but every request names one.
    host: String,
}

impl Courier {
    /// Opens the way; before, deliveries are dropped, and the market asks the provider by itself.
    pub fn open(&self, address: SocketAddr, host: String) {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let _ = self.door.set(Door { client, address, host });
    }

    /// Takes a delivery along. Returns at once.
    pub fn carry(&self, delivery: Delivery) {
        let (door, Ok(runtime)) = (Arc::clone(&self.door), tokio::runtime::Handle::try_current()) else {
            return;
        };
        if door.get().is_some() {
            let attempts: Task = Box::pin(async move { attempts(&door, &delivery).await });
            runtime.spawn(attempts);
        }
    }
}

async fn attempts(door: &OnceLock<Door>, delivery: &Delivery) {
    let Some(door) = door.get() else { return };
    let mut pause = PAUSE;
    for attempt in 1..=ATTEMPTS {
        match attempt_once(door, delivery).await {
            Ok(()) => return,
            Err(error) if attempt == ATTEMPTS => tracing::warn!(%error, "a webhook was given up"),
            Err(_) => tokio::time::sleep(pause).await,
        }
        pause *= 2;
    }
}

async fn attempt_once(door: &Door, delivery: &Delivery) -> anyhow::Result<()> {
    let mut request = hyper::Request::post(format!("http://{}/hooks/payment/sandbox", door.address))
        .header(hyper::header::HOST, &door.host)
        .header(hyper::header::CONTENT_TYPE, "application/json");
    for (name, value) in &delivery.headers {
        request = request.header(*name, value);
    }
    let request = request.body(Full::new(Bytes::copy_from_slice(&delivery.body)))?;
    let answer = tokio::time::timeout(PATIENCE, door.client.request(request)).await??;
    anyhow::ensure!(answer.status().is_success(), "the door answered {}", answer.status());
    Ok(())
}
