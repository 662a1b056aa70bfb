//! Re-casing of a JSON text: the keys that are fields' names, and no others.

use std::borrow::Cow;

use crate::{
    json::{Cursor, MAX_DEPTH},
    place::{Place, Places},
};

/// The case that keys are rewritten to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// The fields' own names.
    Snake,
    /// `userId` for `user_id`.
    Camel,
}

/// Rewrites the keys of a JSON text that are fields' names, in one pass. What is no JSON stays as it is.
pub fn recase<'a>(text: &'a str, places: &Places, to: Case) -> Cow<'a, str> {
    let root = places.root();
    if !root.renames {
        return Cow::Borrowed(text);
    }
    let mut recase =
        Recase { text, cursor: Cursor::new(text), places, to, written: String::new(), copied: 0 };
    match recase.whole(root) {
        Some(()) if recase.copied > 0 => {
            recase.written.push_str(&text[recase.copied..]);
            Cow::Owned(recase.written)
        }
        _ => Cow::Borrowed(text),
    }
}

struct Recase<'a, 'k> {
    text: &'a str,
    cursor: Cursor<'a>,
    places: &'k Places,
    to: Case,
    written: String,
    /// How much of the text is in `written` already.
    copied: usize,
}

impl<'k> Recase<'_, 'k> {
    fn whole(&mut self, root: &'k Place) -> Option<()> {
        self.cursor.space();
        self.value(Some(root), MAX_DEPTH)?;
        self.cursor.space();
        self.cursor.at_end().then_some(())
    }

    fn value(&mut self, place: Option<&'k Place>, depth: usize) -> Option<()> {
        match (place.filter(|place| place.renames), self.cursor.peek()?) {
            (Some(place), b'{') => self.object(place, depth.checked_sub(1)?),
            (Some(place), b'[') => self.list(place, depth.checked_sub(1)?),
            _ => self.cursor.value(),
        }
    }

    fn object(&mut self, place: &'k Place, depth: usize) -> Option<()> {
        self.cursor.eat(b'{')?;
        self.cursor.space();
        if self.cursor.eat(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.cursor.key()?;
            let field = if key.escaped { None } else { self.field(place, key.text) };
            let inner = match field {
                Some(field) => Some(self.places.value_of(&place.fields[field])),
                None if key.escaped => None,
                None => self.places.other(place),
            };
            if let Some(field) = field {
                self.rename(key.start, key.text, field, place);
            }
            self.value(inner, depth)?;
            self.cursor.space();
            if self.cursor.eat(b',').is_none() {
                return self.cursor.eat(b'}');
            }
            self.cursor.space();
        }
    }

    fn list(&mut self, place: &'k Place, depth: usize) -> Option<()> {
        self.cursor.eat(b'[')?;
        self.cursor.space();
        if self.cursor.eat(b']').is_some() {
            return Some(());
        }
        for index in 0.. {
            self.value(self.places.item(place, index), depth)?;
            self.cursor.space();
            if self.cursor.eat(b',').is_none() {
                break;
            }
            self.cursor.space();
        }
        self.cursor.eat(b']')
    }

    /// The field of that name; a client may write either case.
    fn field(&self, place: &Place, key: &str) -> Option<usize> {
        match self.to {
            Case::Camel => place.position(key),
            Case::Snake => place.position_in_any_case(key),
        }
    }

    fn rename(&mut self, start: usize, key: &str, field: usize, place: &Place) {
        let field = &place.fields[field];
        let name = match self.to {
            Case::Camel => &field.camel,
            Case::Snake => &field.name,
        };
        if **name != *key {
            self.written.push_str(&self.text[self.copied..start]);
            self.written.push_str(name);
            self.copied = start + key.len();
        }
    }
}
