//! As much of the `WebDriver` protocol (W3C) as the tests need.
//!
//! thirtyfour without reqwest would have its HTTP requests made here all the same, and bring ten crates that take a cold run of
//! all checks up to 24 s on one core, for six commands.

use std::{
    fmt,
    io::{Read, Write},
    net::SocketAddr,
    time::Duration,
};

use http::{Method, Request, header};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// The key under which an answer has an element's id.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Why a command was not done.
#[derive(Debug)]
pub(super) struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A browser's window, on a driver that listens at an address.
pub(super) struct Session {
    driver: SocketAddr,
    path: String,
}

/// An element of the page that was shown when it was found.
pub(super) struct Element<'a> {
    session: &'a Session,
    path: String,
}

impl Session {
    /// Opens a new browser with these flags.
    pub(super) async fn open(driver: SocketAddr, flags: &[&str]) -> Result<Self, Failed> {
        let capabilities = json!({"alwaysMatch": {"goog:chromeOptions": {"args": flags}}});
        let opened = ask(driver, "/session", Some(json!({ "capabilities": capabilities }))).await?;
        let id = opened["sessionId"].as_str().unwrap_or_default();
        Ok(Self { driver, path: format!("/session/{id}") })
    }

    /// Loads a page.
    pub(super) async fn go(&self, url: &str) -> Result<(), Failed> {
        self.ask("/url", Some(json!({ "url": url }))).await.map(drop)
    }

    /// All elements that fit: by `css selector`, or by `xpath`.
    pub(super) async fn find(&self, using: &str, value: &str) -> Result<Vec<Element<'_>>, Failed> {
        let found = self.ask("/elements", Some(json!({ "using": using, "value": value }))).await?;
        let ids = found.as_array().into_iter().flatten().filter_map(|element| element[ELEMENT].as_str());
        Ok(ids.map(|id| Element { session: self, path: format!("/element/{id}") }).collect())
    }

    async fn ask(&self, path: &str, body: Option<Value>) -> Result<Value, Failed> {
        ask(self.driver, &format!("{}{path}", self.path), body).await
    }
}

/// Ends the browser, also of a test that failed: its driver would leave it behind.
impl Drop for Session {
    fn drop(&mut self) {
        let Self { driver, path } = self;
        let request = format!("DELETE {path} HTTP/1.1\r\nHost: {driver}\r\nConnection: close\r\n\r\n");
        if let Ok(mut stream) = std::net::TcpStream::connect(*driver) {
            let _ = stream.write_all(request.as_bytes());
            // The answer begins once the browser has ended; the driver keeps the connection open after it.
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let _ = stream.read(&mut [0; 1024]);
        }
    }
}

impl Element<'_> {
    /// The text that is shown.
    pub(super) async fn text(&self) -> Result<String, Failed> {
        let text = self.session.ask(&format!("{}/text", self.path), None).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Clicks it, once it can be clicked.
    pub(super) async fn click(&self) -> Result<(), Failed> {
        self.act("click", json!({})).await
    }

    /// Empties a field.
    pub(super) async fn clear(&self) -> Result<(), Failed> {
        self.act("clear", json!({})).await
    }

    /// Types.
    pub(super) async fn type_in(&self, text: &str) -> Result<(), Failed> {
        self.act("value", json!({ "text": text })).await
    }

    async fn act(&self, command: &str, body: Value) -> Result<(), Failed> {
        self.session.ask(&format!("{}/{command}", self.path), Some(body)).await.map(drop)
    }
}

/// Gives the driver a command; returns the `value` of its answer.
async fn ask(driver: SocketAddr, path: &str, body: Option<Value>) -> Result<Value, Failed> {
    let failed = |why: &dyn fmt::Display| Failed(format!("{path}: {why}"));
    let stream = TcpStream::connect(driver).await.map_err(|error| failed(&error))?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|error| failed(&error))?;
    tokio::spawn(connection);
    let method = if body.is_some() { Method::POST } else { Method::GET };
    let request = Request::builder().method(method).uri(path).header(header::HOST, driver.to_string());
    let body = Full::new(Bytes::from(body.map(|body| body.to_string()).unwrap_or_default()));
    let request = request.body(body).map_err(|error| failed(&error))?;
    let response = sender.send_request(request).await.map_err(|error| failed(&error))?;
    let is_done = response.status().is_success();
    let answer = response.into_body().collect().await.map_err(|error| failed(&error))?.to_bytes();
    let mut answer: Value = serde_json::from_slice(&answer).map_err(|error| failed(&error))?;
    let value = answer["value"].take();
    if is_done { Ok(value) } else { Err(failed(&value["message"])) }
}
