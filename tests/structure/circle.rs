//! Finds circles in a graph.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    fmt::Write,
};

use super::graph::Graph;

/// Returns a shortest circle through each file that is in one, each circle once: `a -> b (path used) -> a`.
pub(crate) fn circles(graph: &Graph) -> Vec<String> {
    let mut seen: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    let mut circles = Vec::new();
    for file in 0..graph.files.len() {
        if let Some(circle) = shortest(graph, file)
            && seen.insert(circle.iter().copied().collect())
        {
            circles.push(in_words(graph, &circle));
        }
    }
    circles
}

/// Returns the files of a shortest way from a file back to it, beginning with it.
fn shortest(graph: &Graph, start: usize) -> Option<Vec<usize>> {
    let mut before: HashMap<usize, usize> = HashMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(file) = open.pop_front() {
        for next in graph.edges[file].keys().copied() {
            if next == start {
                let mut way = vec![file];
                while let Some(previous) = before.get(way.last()?).filter(|_| way.last() != Some(&start)) {
                    way.push(*previous);
                }
                way.reverse();
                return Some(way);
            }
            if let std::collections::hash_map::Entry::Vacant(entry) = before.entry(next) {
                entry.insert(file);
                open.push_back(next);
            }
        }
    }
    None
}

fn in_words(graph: &Graph, circle: &[usize]) -> String {
    let mut text = graph.files[circle[0]].clone();
    for (n, from) in circle.iter().enumerate() {
        let to = circle[(n + 1) % circle.len()];
        let _ = write!(text, " -> {} ({})", graph.files[to], graph.edges[*from][&to]);
    }
    text
}
