//! The application as the user builds it.

use std::{fmt, future::pending, pin::pin, sync::Arc};

use tokio::net::{TcpListener, ToSocketAddrs};

use super::{
    AppService, cores::Cores, drain::Drain, listen, page::Page, pages::Pages, service::Shared, site::Served,
    transport,
};
use crate::{
    channels::Channels,
    error::{Error, Kind},
    layer::ChannelLayer,
    observe::{Observer, SharedObserver},
    routing::{Router, Table},
    settings::Settings,
    table::RouteInfo,
};

/// An application: its state, its routes, its settings.
///
/// It runs as a server of its own ([`App::serve`]) or inside another one ([`App::into_service`]).
pub struct App<S> {
    state: S,
    table: Table<S>,
    pages: Pages<S>,
    settings: Settings,
    channels: Channels,
    observers: Vec<SharedObserver>,
}

impl<S: Send + Sync + 'static> App<S> {
    /// Makes an application without routes, with the default settings.
    pub fn new(state: S) -> Self {
        Self {
            state,
            table: Table::new(),
            pages: Pages::new(),
            settings: Settings::default(),
            channels: Channels::default(),
            observers: Vec::new(),
        }
    }

    /// Adds routes, after those there are.
    ///
    /// # Panics
    /// When a pattern is malformed or can never match, when a path gives a parameter twice, does not give one
    /// that its consumer has, or gives it by a converter that the field does not take. `router!` finds most of
    /// these at compile time; what is left shows when the application starts.
    #[must_use]
    #[track_caller]
    pub fn routes(mut self, router: Router<S>) -> Self {
        if let Err(why) = self.table.add(router) {
            panic!("{why}");
        }
        self
    }

    /// Adds a page, which answers plain HTTP requests beside the connections: documents, health, what operators need. It is
    /// there under [`App::serve`] and under [`App::into_service`] alike.
    ///
    /// # Panics
    /// When the page has no path, a malformed one, or one that another page has.
    #[must_use]
    #[track_caller]
    pub fn page(mut self, page: impl Page<S>) -> Self {
        if let Err(why) = self.pages.add(page) {
            panic!("{why}");
        }
        self
    }

    /// Replaces the settings; consumers override single ones.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Replaces the layer in memory, so that several nodes share their groups and events. Handles that
    /// [`App::channels`] gave before stay with the former layer.
    #[must_use]
    pub fn layer(mut self, layer: impl ChannelLayer) -> Self {
        self.channels = Channels::new(layer);
        self
    }

    /// Uses a handle that was made before, in place of a new one and of [`App::layer`]: for a state that holds it.
    ///
    /// ```
    /// # use chanx_core::{channels::Channels, server::App};
    /// #[derive(Clone)]
    /// struct AppState {
    ///     channels: Channels,
    /// }
    ///
    /// let channels = Channels::default();
    /// let app = App::new(AppState { channels: channels.clone() }).with_channels(channels);
    /// ```
    #[must_use]
    pub fn with_channels(mut self, channels: Channels) -> Self {
        self.channels = channels;
        self
    }

    /// Tells an observer of every connection; of several, each in the order in which they were given.
    ///
    /// Logs of actions are one without being given, as far as the [`Settings`] ask for them. [`Observer`] has an example.
    #[must_use]
    pub fn observe(mut self, observer: impl Observer) -> Self {
        self.observers.push(Arc::new(observer));
        self
    }

    /// All that is known of its routes, in the order in which they are tried: what contracts and documents are made of.
    pub fn outline(&self) -> Vec<RouteInfo> {
        self.table.outline(&self.settings)
    }

    /// The handle by which any part of the process reaches groups and connections.
    pub fn channels(&self) -> Channels {
        self.channels.clone()
    }

    /// Listens on an address and serves until the process is asked to end, by SIGTERM or Ctrl-C; then all
    /// connections are drained. Asked a second time, what is left is cut off.
    ///
    /// Of several addresses of a name, the first that can be listened on is taken. Up to 4096 sockets wait to be accepted, as
    /// far as the kernel allows it (on Linux `net.core.somaxconn`).
    ///
    /// # Errors
    /// When the address cannot be listened on, or signals cannot be received.
    pub async fn serve(self, addr: impl ToSocketAddrs) -> Result<(), Error> {
        self.listen(addr, None).await
    }

    /// Serves as [`App::serve`] does, but runs connections on threads of their own: one for each core that the process may use,
    /// each with tokio's current-thread runtime. A connection stays on the thread that has the fewest tasks when it comes.
    ///
    /// No connection is then passed over while others are served, as it may be by a runtime that steals work: under full load
    /// the slowest answers come much sooner, at the same throughput. In return, no other thread helps out: a handler that
    /// blocks its thread holds up that thread's connections, and `tokio::task::block_in_place` panics
    /// there. `tokio::spawn` within a handler starts a task on the same thread.
    ///
    /// Sockets are accepted, and group messages delivered, on the runtime that calls this. When the future is dropped, the
    /// threads end, with all that runs on them.
    ///
    /// ```no_run
    /// # use chanx_core::server::App;
    /// #[tokio::main]
    /// async fn main() -> Result<(), chanx_core::error::Error> {
    ///     App::new(()).serve_per_core("127.0.0.1:8000").await
    /// }
    /// ```
    ///
    /// # Errors
    /// When the address cannot be listened on, signals cannot be received, or threads cannot be started.
    pub async fn serve_per_core(self, addr: impl ToSocketAddrs) -> Result<(), Error> {
        let cores = Cores::start().map_err(|error| Error::with(Kind::Io, error))?;
        self.listen(addr, Some(cores)).await
    }

    async fn listen(self, addr: impl ToSocketAddrs, cores: Option<Cores>) -> Result<(), Error> {
        let listener = listen::bind(addr).await.map_err(|error| Error::with(Kind::Io, error))?;
        let mut signals = listen::Signals::new().map_err(|error| Error::with(Kind::Io, error))?;
        self.run(listener, cores, async move || signals.next().await).await;
        Ok(())
    }

    /// Serves until the signal comes; after the second one, what is left is cut off.
    pub(super) async fn run(
        self,
        listener: TcpListener,
        cores: Option<Cores>,
        mut signal: impl AsyncFnMut(),
    ) {
        if cores.is_some() {
            self.channels.flush_here();
        }
        let service = self.into_service();
        listen::until(&service, listener, cores.as_ref(), pin!(signal())).await;
        let cut = tokio::select! {
            () = service.drain() => false,
            () = signal() => true,
        };
        if cut {
            service.abort().await;
        }
        if let Some(cores) = cores {
            cores.end().await;
        }
        tracing::info!("stopped");
    }

    /// Serves on a socket that listens already, until the signal comes; then all connections are drained.
    ///
    /// # Errors
    /// None today: failures to accept are logged, and end no server.
    pub async fn serve_with_shutdown(
        self,
        listener: TcpListener,
        signal: impl Future<Output = ()>,
    ) -> Result<(), Error> {
        let mut signal = Some(signal);
        self.run(listener, None, async move || match signal.take() {
            Some(signal) => signal.await,
            None => pending().await,
        })
        .await;
        Ok(())
    }

    /// Makes the service that answers requests, for a server of another kind.
    pub fn into_service(self) -> AppService {
        let Self { state, table, pages, settings, channels, observers } = self;
        let settings = settings.bounded();
        channels.obey(&settings);
        let site = Served::new(state, table, pages, settings.clone(), &observers);
        site.warn();
        AppService::new(Shared {
            drain: Drain::new(site.drain_timeout(settings.drain_timeout)),
            http: transport::builder(&settings),
            handshake_timeout: settings.handshake_timeout,
            site: Box::new(site),
            channels,
            observers: observers.into(),
        })
    }
}

impl<S> fmt::Debug for App<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field(
                "routes",
                &self.table.routes().map(|(pattern, info)| (pattern, info.name)).collect::<Vec<_>>(),
            )
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
