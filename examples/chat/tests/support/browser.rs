//! A real browser: headless Chromium, driven through `chromedriver`.

use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr},
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::webdriver::{Element, Failed, Session};

/// How long each wait may last; two browsers share two cores with other tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// `chromedriver`, on a port that the system chose; it ends when this is dropped, after its browsers.
pub(crate) struct Driver {
    process: Child,
    address: SocketAddr,
}

impl Driver {
    pub(crate) fn start() -> Self {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn();
        let Ok(mut process) = started else {
            panic!(
                "no browser to test with: run `cargo xtask chat`, which installs one, or install Debian's packages \
                 `chromium` and `chromium-driver`"
            );
        };
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let port = port.and_then(|port| port.parse().ok()).expect("chromedriver tells its port");
        Self { process, address: (Ipv4Addr::LOCALHOST, port).into() }
    }

    /// A browser of somebody's own, without cookies.
    pub(crate) async fn browser(&self) -> Browser {
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1000,800",
        ];
        Browser { session: Session::open(self.address, &flags).await.unwrap() }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A browser on a page.
pub(crate) struct Browser {
    session: Session,
}

/// How an element is found.
const CSS: &str = "css selector";
const XPATH: &str = "xpath";

impl Browser {
    pub(crate) async fn open(&self, url: &str) {
        self.session.go(url).await.unwrap();
    }

    /// Waits for an element that is shown and has this text.
    pub(crate) async fn sees(&self, css: &str, text: &str) {
        let ready = tokio::time::timeout(PATIENCE, async {
            loop {
                for element in self.session.find(CSS, css).await.unwrap() {
                    // It may be gone by now.
                    if element.text().await.is_ok_and(|shown| shown.contains(text)) {
                        return;
                    }
                }
                tokio::task::yield_now().await;
            }
        });
        let seen = ready.await.is_ok();
        assert!(seen, "`{css}` does not show “{text}”\n{}", self.shown().await);
    }

    /// Writes into a field, in place of what stands there.
    pub(crate) async fn writes(&self, css: &str, text: &str) {
        self.act(CSS, css, async |field| {
            field.clear().await?;
            field.type_in(text).await
        })
        .await;
    }

    pub(crate) async fn clicks(&self, css: &str) {
        self.act(CSS, css, async |element| element.click().await).await;
    }

    /// Clicks the button with this text.
    pub(crate) async fn clicks_on(&self, text: &str) {
        let path = format!("//button[contains(., '{text}')]");
        self.act(XPATH, &path, async |element| element.click().await).await;
    }

    /// Does something with an element, which may not be there, or not be ready, yet.
    async fn act(&self, using: &str, value: &str, act: impl AsyncFn(&Element<'_>) -> Result<(), Failed>) {
        let acted = tokio::time::timeout(PATIENCE, async {
            loop {
                if let Some(element) = self.session.find(using, value).await.unwrap().first()
                    && act(element).await.is_ok()
                {
                    return;
                }
                tokio::task::yield_now().await;
            }
        });
        let acted = acted.await.is_ok();
        assert!(acted, "nothing can be done with `{value}`\n{}", self.shown().await);
    }

    /// All that the page shows, for a test that failed.
    async fn shown(&self) -> String {
        match self.session.find(CSS, "body").await {
            Ok(body) => match body.first() {
                Some(body) => format!("the page shows:\n{}", body.text().await.unwrap_or_default()),
                None => "the page is empty".to_owned(),
            },
            Err(error) => format!("the page shows nothing: {error}"),
        }
    }
}
