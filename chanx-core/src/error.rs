//! The errors: one for operators and callers, one for whatever a handler failed of.

use std::fmt;

/// What a handler, a hook or a stream returns when it fails.
///
/// Any [`std::error::Error`] becomes one by `?`. The peer reads only that its message was not processed
/// (`{"action":"error","payload":{"detail":"Failed to process message"}}`); the cause is logged.
pub struct HandlerError(Box<dyn std::error::Error + Send + Sync>);

impl HandlerError {
    /// Makes an error of a text or of another error.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }

    /// What one of chanx's own calls failed of, if that is the cause.
    pub fn as_error(&self) -> Option<&Error> {
        self.0.downcast_ref()
    }

    pub(crate) fn into_cause(self) -> Box<dyn std::error::Error + Send + Sync> {
        self.0
    }

    /// The cause, for logs and for `downcast_ref`.
    pub fn cause(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.0
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for HandlerError {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl fmt::Debug for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for HandlerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The result of handlers and hooks.
pub type Result<T, E = HandlerError> = std::result::Result<T, E>;

/// What the runtime's own calls fail of: sending, joining, publishing, serving.
///
/// It is opaque, so that kinds can be added; the `is_*` methods tell what a caller may act on.
pub struct Error {
    kind: Kind,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Closed,
    GroupName,
    GroupLimit,
    Encode,
    Layer,
    LayerTimeout,
    NoRuntime,
    Io,
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, source: None }
    }

    pub(crate) fn with(kind: Kind, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind, source: Some(source.into()) }
    }

    /// The connection is closed, or closing.
    pub fn is_closed(&self) -> bool {
        self.kind == Kind::Closed
    }

    /// A group name is empty or longer than `max_group_name`.
    pub fn is_group_name(&self) -> bool {
        self.kind == Kind::GroupName
    }

    /// The connection is in `max_groups` groups already.
    pub fn is_group_limit(&self) -> bool {
        self.kind == Kind::GroupLimit
    }

    /// A message or event could not be written as JSON.
    pub fn is_encode(&self) -> bool {
        self.kind == Kind::Encode
    }

    /// The channel layer failed, or did not answer in time.
    pub fn is_layer(&self) -> bool {
        matches!(self.kind, Kind::Layer | Kind::LayerTimeout)
    }

    /// The channel layer did not answer within `layer_timeout`. What was asked of it may take effect all the same.
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::LayerTimeout
    }

    /// A blocking call was made where it would block a runtime, or before the app had one.
    pub fn is_no_runtime(&self) -> bool {
        self.kind == Kind::NoRuntime
    }

    /// The listening socket failed.
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.kind).field("source", &self.source).finish()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.kind {
            Kind::Closed => "the connection is closed",
            Kind::GroupName => "a group name is empty or too long",
            Kind::GroupLimit => "the connection is in too many groups",
            Kind::Encode => "the message could not be written as JSON",
            Kind::Layer => "the channel layer failed",
            Kind::LayerTimeout => "the channel layer did not answer in time",
            Kind::NoRuntime => "no runtime to run on, or it would be blocked",
            Kind::Io => "the listening socket failed",
        };
        f.write_str(text)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
