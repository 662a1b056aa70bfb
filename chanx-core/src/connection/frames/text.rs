//! A text that arrives in parts, which may end within a character.

use super::fault::Fault;

/// The text so far.
#[derive(Debug, Default)]
pub(super) struct Text {
    whole: String,
    /// The beginning of a character whose end has yet to arrive: at most three bytes of it.
    begun: [u8; 4],
    begun_len: usize,
}

impl Text {
    /// Adds what arrived. What cannot become UTF-8 is refused at once, however much is still to come.
    pub(super) fn push(&mut self, mut bytes: &[u8]) -> Result<(), Fault> {
        while self.begun_len > 0
            && let Some((next, rest)) = bytes.split_first()
        {
            self.begun[self.begun_len] = *next;
            self.begun_len += 1;
            bytes = rest;
            match str::from_utf8(&self.begun[..self.begun_len]) {
                Ok(character) => {
                    self.whole.push_str(character);
                    self.begun_len = 0;
                }
                // At four bytes nothing is incomplete any more, so that the array is long enough.
                Err(error) if error.error_len().is_none() => {}
                Err(_) => return Err(Fault::InvalidText),
            }
        }
        match str::from_utf8(bytes) {
            Ok(text) => self.whole.push_str(text),
            Err(error) if error.error_len().is_none() => {
                let (valid, begun) = bytes.split_at(error.valid_up_to());
                self.whole.push_str(str::from_utf8(valid).map_err(|_| Fault::InvalidText)?);
                self.begun[..begun.len()].copy_from_slice(begun);
                self.begun_len = begun.len();
            }
            Err(_) => return Err(Fault::InvalidText),
        }
        Ok(())
    }

    /// The whole of it, which must not end within a character.
    pub(super) fn finish(self) -> Result<String, Fault> {
        if self.begun_len == 0 { Ok(self.whole) } else { Err(Fault::InvalidText) }
    }
}

#[cfg(test)]
impl Text {
    pub(super) fn capacity(&self) -> usize {
        self.whole.capacity()
    }
}
