//! Finds couples, plans, exercises, and pages of the library.

use std::{cmp::Reverse, collections::HashMap};

use domain::{
    library::Library,
    plan::templates::{Content, KeptTemplate, Template},
    records::Stamp,
};
use store::{Catalogue, CoupleId, DocumentId, PlanEntry, Stored};

use super::likeness::Wanted;
use crate::layout::wording;

/// Extra distance of a word found only in an exercise of a plan, or in the second line of a hit.
const BESIDE: u8 = 5;

/// A template as stored.
pub type Kept = Stored<DocumentId, KeptTemplate>;

/// A search hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Details that distinguish it.
    pub line: String,
    /// True if it is archived.
    pub archived: bool,
}

/// The hits of one kind, nearest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The group's name in addresses, and its id on the page.
    pub id: &'static str,
    /// Its heading.
    pub name: &'static str,
    /// At most as many hits as requested.
    pub hits: Vec<Hit>,
    /// The total number of hits.
    pub all: usize,
}

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The non-empty groups.
    pub groups: Vec<Group>,
    /// True if the query was empty: these are the latest.
    pub latest: bool,
}

impl Found {
    /// Returns the total number of hits.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.all).sum()
    }
}

/// The rank of a hit: total distance of the words, archived or not, time since the last change.
type Rank = (u32, bool, Reverse<Stamp>);

/// Searches for all words of the query; without words, returns the latest changes. `most` is the limit per group.
///
/// Words of a story are looked for only if `typed` was posted: they never stand in an address.
pub fn find(
    catalogue: &Catalogue,
    kept: &[Kept],
    library: &Library,
    (typed, was_posted): (&str, bool),
    most: usize,
) -> Found {
    let mut words = Wanted::words(typed);
    let latest = words.is_empty();
    let changed = changed(catalogue);
    let names: HashMap<CoupleId, &str> =
        catalogue.couples.iter().map(|couple| (couple.id, couple.name.as_str())).collect();
    let mut groups = vec![
        couples(catalogue, &changed, &mut words, most),
        plans(catalogue, library, &names, &mut words, most),
        templates(kept, &mut words, most),
    ];
    if !latest && was_posted {
        groups.insert(2, stories(catalogue, &names, &mut words, most));
    }
    if !latest {
        groups.extend([exercises(library, &mut words, most), pages(library, &mut words, most)]);
    }
    groups.retain(|group| group.all > 0);
    Found { groups, latest }
}

/// Returns the time of the last change of each couple.
fn changed(catalogue: &Catalogue) -> HashMap<CoupleId, Stamp> {
    let mut changed: HashMap<CoupleId, Stamp> = HashMap::with_capacity(catalogue.couples.len());
    let couples = catalogue.couples.iter().map(|couple| (couple.id, couple.changed));
    for (id, at) in couples.chain(catalogue.plans.iter().map(|plan| (plan.couple, plan.changed))) {
        let latest = changed.entry(id).or_insert(at);
        *latest = at.max(*latest);
    }
    changed
}

/// Returns the total distance of the words to the nearest text; `None` if one of them is nowhere.
fn distance<'t>(words: &mut [Wanted<'t>], mut nearest: impl FnMut(&mut Wanted<'t>) -> Option<u8>) -> Option<u32> {
    words.iter_mut().map(|word| nearest(word).map(u32::from)).sum()
}

fn nearer(one: Option<u8>, other: Option<u8>) -> Option<u8> {
    one.into_iter().chain(other).min()
}

fn group<T>(
    id: &'static str,
    name: &'static str,
    mut ranked: Vec<(Rank, T)>,
    most: usize,
    hit: impl Fn(T) -> Hit,
) -> Group {
    let all = ranked.len();
    if all > most {
        ranked.select_nth_unstable_by_key(most, |(rank, _)| *rank);
        ranked.truncate(most);
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    Group { id, name, all, hits: ranked.into_iter().map(|(_, of)| hit(of)).collect() }
}

fn couples<'t>(
    catalogue: &'t Catalogue,
    changed: &HashMap<CoupleId, Stamp>,
    words: &mut [Wanted<'t>],
    most: usize,
) -> Group {
    let mut ranked = Vec::new();
    for couple in &catalogue.couples {
        let far = distance(words, |word| {
            let beside = couple.labels.iter().chain(&couple.tags).filter_map(|text| word.in_text(text)).min();
            nearer(word.in_text(&couple.name), beside.map(|far| far + BESIDE))
        });
        if let Some(far) = far {
            let at = changed.get(&couple.id).copied().unwrap_or(couple.changed);
            ranked.push(((far, couple.archived, Reverse(at)), couple));
        }
    }
    group("couples", "Couples", ranked, most, |couple| Hit {
        href: format!("/couples/{}", couple.id.0),
        title: couple.name.clone(),
        line: couple.labels.iter().chain(&couple.tags).map(String::as_str).collect::<Vec<_>>().join(" · "),
        archived: couple.archived,
    })
}

fn plans<'t>(
    catalogue: &'t Catalogue,
    library: &'t Library,
    names: &HashMap<CoupleId, &'t str>,
    words: &mut [Wanted<'t>],
    most: usize,
) -> Group {
    let titles: HashMap<&domain::vocabulary::ItemId, &'t str> =
        catalogue.all_exercises().filter_map(|id| Some((id, library.item(id)?.title.as_str()))).collect();
    let mut ranked = Vec::new();
    for plan in &catalogue.plans {
        let name = names.get(&plan.couple).copied().unwrap_or_default();
        let mut moment = None;
        let far = distance(words, |word| {
            let near = nearer(word.in_text(name), word.in_text(&plan.title));
            if near.is_some_and(|far| far <= 1) {
                return near;
            }
            let moment = moment.get_or_insert_with(|| said(plan));
            let near = nearer(near, word.of(moment));
            let exercise = catalogue.exercises(plan).filter_map(|id| word.in_text(titles.get(id)?)).min();
            // A note has so many words that only the one that was typed counts.
            let note = word.in_text(&plan.note).filter(|far| *far <= 1);
            nearer(near, nearer(exercise, note).map(|far| far + BESIDE))
        });
        if let Some(far) = far {
            ranked.push(((far, plan.archived, Reverse(plan.changed)), (plan, name)));
        }
    }
    group("plans", "Plans", ranked, most, |(plan, name)| {
        let day = plan.on.map_or("no date yet".into(), |day| format!("{} {}", day.weekday(), day.with_year()));
        let title = if plan.title.is_empty() { String::new() } else { format!("{} · ", plan.title) };
        Hit {
            href: format!("/plans/{}{}", plan.id.0, if plan.status.is_recorded() { "/note" } else { "" }),
            title: format!("{name}, session {}", plan.number),
            line: format!("{title}{day}"),
            archived: plan.archived,
        }
    })
}

/// Searches the stories of situations, together with the names of their couples. Nothing of a story is shown: its page says
/// more, in the counsellor's view alone.
fn stories<'t>(
    catalogue: &'t Catalogue,
    names: &HashMap<CoupleId, &'t str>,
    words: &mut [Wanted<'t>],
    most: usize,
) -> Group {
    let mut ranked = Vec::new();
    for entry in catalogue.stories.iter().filter(|entry| !entry.story.is_empty()) {
        let name = names.get(&entry.couple).copied().unwrap_or_default();
        let mut is_told = false;
        let far = distance(words, |word| {
            // A story has so many words that only the one that was typed counts.
            let told = word.of(&entry.story).filter(|far| *far <= 1);
            is_told |= told.is_some();
            nearer(told, word.in_text(name))
        });
        if let Some(far) = far.filter(|_| is_told) {
            ranked.push(((far, false, Reverse(entry.changed)), (entry.couple, name)));
        }
    }
    group("stories", "Stories", ranked, most, |(couple, name)| Hit {
        href: format!("/couples/{}/situation#story", couple.0),
        title: name.to_owned(),
        line: "Story of the situation".to_owned(),
        archived: catalogue.couples.iter().any(|one| one.id == couple && one.archived),
    })
}

/// Describes the number and day of a plan in words that one might type.
fn said(plan: &PlanEntry) -> String {
    let day = plan.on.map(|day| format!("{day} {}", day.with_year())).unwrap_or_default();
    format!("session {} {day}", plan.number)
}

fn templates<'t>(kept: &'t [Kept], words: &mut [Wanted<'t>], most: usize) -> Group {
    let mut ranked = Vec::new();
    for one in kept {
        let template = &one.value.template;
        let far = distance(words, |word| {
            let beside = template.tags.iter().map(String::as_str).chain([template.description.as_str()]);
            let beside = beside.chain(titles(template)).filter_map(|text| word.in_text(text)).min();
            nearer(word.in_text(&template.title), beside.map(|far| far + BESIDE))
        });
        if let Some(far) = far {
            ranked.push(((far, false, Reverse(one.changed)), one));
        }
    }
    group("templates", "Templates", ranked, most, |one| {
        let Template { title, tags, minutes, phase, .. } = &one.value.template;
        let facts = [wording::phase(*phase).to_owned(), format!("{minutes} min")];
        Hit {
            href: format!("/templates/{}", one.id.0),
            title: title.clone(),
            line: facts.iter().chain(tags).map(String::as_str).collect::<Vec<_>>().join(" · "),
            archived: false,
        }
    })
}

/// Iterates over the titles of a template's exercises.
fn titles(template: &Template) -> impl Iterator<Item = &str> {
    template.blocks.iter().filter_map(|block| match &block.content {
        Content::Exercise(named) | Content::Slot(_, Some(named)) => Some(named.title()),
        Content::Part | Content::Slot(_, None) => None,
    })
}

fn exercises<'t>(library: &'t Library, words: &mut [Wanted<'t>], most: usize) -> Group {
    let mut ranked = Vec::new();
    for item in library.items() {
        let far = distance(words, |word| {
            let beside = [wording::phase(item.phase), wording::kind(item.kind), item.id.as_str()].into_iter();
            let beside = beside.chain(item.serves.iter().map(|challenge| wording::challenge(*challenge)));
            let beside = beside.filter_map(|text| word.in_text(text)).min();
            nearer(word.in_text(item.title.as_str()), beside.map(|far| far + BESIDE))
        });
        if let Some(far) = far {
            ranked.push(((far, false, Reverse(Stamp(0))), item));
        }
    }
    group("exercises", "Exercises", ranked, most, |item| Hit {
        href: format!("/library/{}", item.id),
        title: item.title.to_string(),
        line: format!("{} · {} min", wording::phase(item.phase), item.minutes.typical),
        archived: false,
    })
}

/// Searches challenges and rules.
fn pages<'t>(library: &'t Library, words: &mut [Wanted<'t>], most: usize) -> Group {
    let mut ranked = Vec::new();
    for challenge in library.challenges() {
        if let Some(far) = distance(words, |word| word.in_text(challenge.title.as_str())) {
            let href = format!("/library/challenges/{}", challenge.id);
            ranked.push(((far, false, Reverse(Stamp(0))), (href, challenge.title.clone(), "Challenge".to_owned())));
        }
    }
    for rule in library.rules() {
        let far = distance(words, |word| {
            let said = nearer(word.in_text(&rule.when), word.in_text(&rule.then));
            nearer(word.in_text(rule.id.as_str()).filter(|far| *far == 0), said.map(|far| far + BESIDE))
        });
        if let Some(far) = far {
            let href = format!("/library/rules#{}", rule.id);
            ranked.push(((far, false, Reverse(Stamp(0))), (href, format!("Rule {}", rule.id), rule.when.clone())));
        }
    }
    group("pages", "Challenges and rules", ranked, most, |(href, title, line)| Hit {
        href,
        title,
        line,
        archived: false,
    })
}
