//! Arrays and tuples.

use super::{Effect, walk::Walk};
use crate::node::{ANY, Id, Node};

impl Walk {
    pub(super) fn array(&mut self, old: &Node, new: &Node, path: &str) {
        let items = |node: &Node| (node.facts.min_items, node.facts.max_items);
        self.counts("item", items(old), items(new), path);
        match (old.facts.unique, new.facts.unique) {
            (false, true) => self.tell(Effect::Narrower, path, "holds no item twice now"),
            (true, false) => self.tell(Effect::Wider, path, "may hold an item twice now"),
            _ => {}
        }
        let rest = |node: &Node| node.items.unwrap_or(ANY);
        let at = |node: &Node, i: usize| -> Id { node.prefix.get(i).copied().unwrap_or(rest(node)) };
        let longest = old.prefix.len().max(new.prefix.len());
        let most = |node: &Node| node.facts.max_items.unwrap_or(u64::MAX);
        // What stands beyond one side's end is told of by `maxItems`.
        let shortest = most(old).min(most(new));
        for i in (0..longest).take_while(|&i| (i as u64) < shortest) {
            self.compare(at(old, i), at(new, i), &format!("{path}[{i}]"));
        }
        if (longest as u64) < shortest {
            self.compare(rest(old), rest(new), &format!("{path}[]"));
        }
    }
}
