//! A server with a certificate of its own making, for tests of what must be encrypted.

use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Who a server says it is.
#[derive(Clone)]
pub struct Identity {
    /// The certificate, for who shall trust it.
    pub certificate: Vec<u8>,
    config: Arc<ServerConfig>,
}

impl Identity {
    /// A certificate for one name or address, signed by nobody else.
    pub fn of(host: &str) -> Self {
        let made = rcgen::generate_simple_self_signed([host.to_owned()]).expect("the name is one");
        let certificate = made.cert.der().to_vec();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("the key was just made");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("ring knows the usual versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone().into()], key)
            .expect("certificate and key belong together");
        Self { certificate, config: Arc::new(config) }
    }

    /// The server's side of an encrypted connection.
    pub fn encrypts(&self, stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
        let connection = ServerConnection::new(Arc::clone(&self.config));
        StreamOwned::new(connection.expect("the configuration is whole"), stream)
    }
}
