//! Circles of a graph, by Tarjan's algorithm ("Depth-First Search and Linear Graph Algorithms", 1972).

use std::collections::{BTreeMap, BTreeSet};

use super::paths::Path;

/// The modules that each module knows.
pub(super) type Graph = BTreeMap<Path, BTreeSet<Path>>;

/// The sets of modules that know each other, over others or at once; the largest first.
pub(super) fn circles(graph: &Graph) -> Vec<Vec<Path>> {
    let mut search =
        Search { graph, order: BTreeMap::new(), low: BTreeMap::new(), way: Vec::new(), found: Vec::new() };
    for module in graph.keys() {
        if !search.order.contains_key(module) {
            search.visit(module);
        }
    }
    search.found.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    search.found
}

struct Search<'g> {
    graph: &'g Graph,
    /// When each module was first visited.
    order: BTreeMap<&'g Path, usize>,
    /// The first of those on the way that a module leads back to.
    low: BTreeMap<&'g Path, usize>,
    way: Vec<&'g Path>,
    found: Vec<Vec<Path>>,
}

impl<'g> Search<'g> {
    fn visit(&mut self, module: &'g Path) -> usize {
        let order = self.order.len();
        self.order.insert(module, order);
        self.low.insert(module, order);
        let begin = self.way.len();
        self.way.push(module);
        for other in self.graph.get(module).into_iter().flatten() {
            let reached = match self.order.get(other) {
                None => self.visit(other),
                Some(&order) if self.way.contains(&other) => order,
                Some(_) => continue,
            };
            self.low.entry(module).and_modify(|low| *low = reached.min(*low));
        }
        let low = self.low[module];
        if low == order {
            let circle = self.way.split_off(begin);
            if circle.len() > 1 {
                self.found.push(circle.into_iter().cloned().collect());
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::new();
        for (one, other) in edges {
            let [one, other] = [one, other].map(|name| vec![(*name).to_owned()]);
            graph.entry(one).or_default().insert(other.clone());
            graph.entry(other).or_default();
        }
        graph
    }

    #[test]
    fn a_circle_is_found_and_a_diamond_is_none() {
        assert!(circles(&graph(&[("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")])).is_empty());
        let found =
            circles(&graph(&[("a", "b"), ("b", "c"), ("c", "d"), ("d", "b"), ("e", "f"), ("f", "e")]));
        let found: Vec<_> = found.iter().map(|circle| circle.concat().concat()).collect();
        assert_eq!(found, ["bcd", "ef"]);
    }
}
