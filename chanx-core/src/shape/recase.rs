//! Re-casing of a JSON text: the keys that are fields' names, and no others.

use std::borrow::Cow;

use super::{Keys, Node};
use crate::json::Cursor;

/// The case that keys are rewritten to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// The fields' own names.
    Snake,
    /// `userId` for `user_id`.
    Camel,
}

/// Rewrites the keys of a JSON text that are fields' names, in one pass. What is no JSON stays as it is.
pub(crate) fn recase<'a>(text: &'a str, keys: &Keys, to: Case) -> Cow<'a, str> {
    let Some(root) = keys.root().filter(|root| root.renames) else {
        return Cow::Borrowed(text);
    };
    let mut recase = Recase { text, cursor: Cursor::new(text), keys, to, written: String::new(), copied: 0 };
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
    keys: &'k Keys,
    to: Case,
    written: String,
    /// How much of the text is in `written` already.
    copied: usize,
}

impl<'k> Recase<'_, 'k> {
    fn whole(&mut self, root: &'k Node) -> Option<()> {
        self.cursor.space();
        self.value(Some(root), 128)?;
        self.cursor.space();
        self.cursor.at_end().then_some(())
    }

    fn value(&mut self, node: Option<&'k Node>, depth: usize) -> Option<()> {
        match (node.filter(|node| node.renames), self.cursor.peek()?) {
            (Some(node), b'{') => self.object(node, depth.checked_sub(1)?),
            (Some(node), b'[') => self.list(node, depth.checked_sub(1)?),
            _ => self.cursor.value(),
        }
    }

    fn object(&mut self, node: &'k Node, depth: usize) -> Option<()> {
        self.cursor.eat(b'{')?;
        self.cursor.space();
        if self.cursor.eat(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.cursor.key()?;
            let field = if key.escaped { None } else { self.field(node, key.text) };
            let inner = match field {
                Some(field) => self.keys.value_of(&node.fields[field]),
                None if key.escaped => None,
                None => self.keys.other(node),
            };
            if let Some(field) = field {
                self.rename(key.start, key.text, field, node);
            }
            self.value(inner, depth)?;
            self.cursor.space();
            if self.cursor.eat(b',').is_none() {
                return self.cursor.eat(b'}');
            }
            self.cursor.space();
        }
    }

    fn list(&mut self, node: &'k Node, depth: usize) -> Option<()> {
        self.cursor.eat(b'[')?;
        self.cursor.space();
        if self.cursor.eat(b']').is_some() {
            return Some(());
        }
        for index in 0.. {
            self.value(self.keys.item(node, index), depth)?;
            self.cursor.space();
            if self.cursor.eat(b',').is_none() {
                break;
            }
            self.cursor.space();
        }
        self.cursor.eat(b']')
    }

    /// The field of that name; a client may write either case.
    fn field(&self, node: &Node, key: &str) -> Option<usize> {
        match self.to {
            Case::Camel => node.position(key),
            Case::Snake => node.fields.iter().position(|field| *field.camel == *key || *field.name == *key),
        }
    }

    fn rename(&mut self, start: usize, key: &str, field: usize, node: &Node) {
        let field = &node.fields[field];
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
