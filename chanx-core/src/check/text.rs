//! A text that is put together at compile time.

/// The longest text; what does not fit is left out.
const ROOM: usize = 1024;

/// What a check says when it fails.
pub(super) struct Text {
    bytes: [u8; ROOM],
    len: usize,
}

impl Text {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; ROOM], len: 0 }
    }

    /// Adds `part`.
    pub(super) const fn and(mut self, part: &str) -> Self {
        let part = part.as_bytes();
        if self.len + part.len() > ROOM {
            return self;
        }
        let mut i = 0;
        while i < part.len() {
            self.bytes[self.len + i] = part[i];
            i += 1;
        }
        self.len += part.len();
        self
    }

    /// Adds `part` in backticks.
    pub(super) const fn code(self, part: &str) -> Self {
        self.and("`").and(part).and("`")
    }

    /// Stops the compiler with this text.
    #[track_caller]
    pub(super) const fn fail(&self) -> ! {
        match std::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a check failed"),
        }
    }
}

/// `==` for texts, at compile time.
pub const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}
