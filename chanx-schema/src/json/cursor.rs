//! A strict reader of JSON's grammar over borrowed text: it finds where things begin and end, and allocates
//! nothing.

use super::MAX_DEPTH;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// A place in a JSON text. Every method answers `None` where the text is no JSON.
#[derive(Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A string as it stands between its quotes.
#[derive(Debug, Clone, Copy)]
pub struct Quoted<'a> {
    /// What stands between the quotes.
    pub text: &'a str,
    /// Where that begins.
    pub start: usize,
    /// Whether it holds a backslash, so that `text` is not the string's value.
    pub escaped: bool,
}

impl<'a> Cursor<'a> {
    /// The start of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Tells whether nothing follows.
    pub fn at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// The byte that comes next.
    #[inline]
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over `byte` if it comes next.
    #[inline]
    pub fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// Steps over white space.
    #[inline]
    pub fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    /// Steps over a key, its colon and the space around it.
    #[inline]
    pub fn key(&mut self) -> Option<Quoted<'a>> {
        let key = self.string()?;
        self.space();
        self.eat(b':')?;
        self.space();
        Some(key)
    }

    /// Steps over a string.
    #[inline]
    pub fn string(&mut self) -> Option<Quoted<'a>> {
        self.eat(b'"')?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut escaped = false;
        let mut end = start;
        loop {
            end = plain_until(bytes, end);
            match bytes.get(end)? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    end += escape(bytes.get(end + 1..)?)?;
                }
                _ => return None,
            }
        }
        self.at = end + 1;
        Some(Quoted { text: &self.text[start..end], start, escaped })
    }

    /// Steps over any value.
    pub fn value(&mut self) -> Option<()> {
        // One bit for each level.
        let mut objects = 0_u128;
        let mut depth = 0;
        loop {
            match self.peek()? {
                open @ (b'{' | b'[') if depth < MAX_DEPTH => {
                    self.at += 1;
                    self.space();
                    let object = open == b'{';
                    if self.eat(if object { b'}' } else { b']' }).is_none() {
                        depth += 1;
                        objects = objects << 1 | u128::from(object);
                        if object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                b'{' | b'[' => return None,
                _ => self.scalar()?,
            }
            // A value has ended: it ends what it stands in, or another one follows.
            loop {
                if depth == 0 {
                    return Some(());
                }
                let object = objects & 1 == 1;
                self.space();
                if self.eat(b',').is_some() {
                    self.space();
                    if object {
                        self.key()?;
                    }
                    break;
                }
                self.eat(if object { b'}' } else { b']' })?;
                depth -= 1;
                objects >>= 1;
            }
        }
    }

    fn scalar(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.string().map(drop),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.as_bytes()[self.at..].starts_with(word.as_bytes()).then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<()> {
        let _ = self.eat(b'-');
        if self.eat(b'0').is_none() {
            self.digits()?;
        }
        if self.eat(b'.').is_some() {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

/// The first quote, backslash or control character at or after `at`, eight bytes at a time.
#[inline]
pub(super) fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*word);
        // The lowest marked byte is a true hit; a borrow can only mark bytes above one.
        let hits = zeros(word ^ (ONES * u64::from(b'"')))
            | zeros(word ^ (ONES * u64::from(b'\\')))
            | (word.wrapping_sub(ONES * 0x20) & !word & HIGHS);
        if hits != 0 {
            return at + hits.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
        at += 1;
    }
    at
}

/// The high bit of each byte that is zero.
#[inline]
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// The length of an escape, its backslash included, given what follows the backslash.
fn escape(rest: &[u8]) -> Option<usize> {
    match rest.first()? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => rest.get(1..5)?.iter().all(u8::is_ascii_hexdigit).then_some(6),
        _ => None,
    }
}
