//! `/couples`: all couples, with search and filters.

use domain::vocabulary::SmallSet;
use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleEntry, CoupleFile, CoupleId, Records};

use crate::{
    browser::api::Problem,
    couples::{
        card::card,
        filter::{Filter, Show},
    },
    http::{
        page_result::{asked, awaited},
        visitor::{now, records},
    },
    layout::{Icon, title::tab_title},
};

/// Number of cards per page: each requires the whole state of its couple.
const ON_A_PAGE: usize = 24;

/// The couples that match the address.
#[component]
pub fn CouplesPage() -> impl IntoView {
    let asked = asked();
    awaited(page(Filter::read(|name| asked.get(name))))
}

async fn page(filter: Filter) -> Result<AnyView, Problem> {
    let (records, now) = (records()?, now()?);
    let today = now.day;
    let mut couples = records.couple_entries(now.stamp).await?;
    if couples.is_empty() {
        return Ok(nobody_yet());
    }
    couples.sort_by_cached_key(|couple| (couple.name.to_lowercase(), couple.id));
    let tags: SmallSet<String> = couples.iter().flat_map(|couple| couple.tags.clone()).collect();
    let (shown, found) = find(&records, &filter, &couples).await?;
    let mut cards = Vec::new();
    let ids: Vec<_> = shown.iter().map(CoupleFile::id).collect();
    for (file, plans) in shown.iter().zip(records.plans_of_each(&ids).await?) {
        cards.push(card(file, &plans, today));
    }
    let none = cards.is_empty();
    Ok(view! {
        <Title text=tab_title("Couples") />
        <Head />
        <Search filter=filter.clone() tags=tags />
        <p class="found" role="status">{if found == 1 { "1 couple".to_owned() } else { format!("{found} couples") }}</p>
        {none.then(nothing_found)}
        <ul class="cards" data-wide>{cards}</ul>
        <Pages filter=filter found=found />
    }
    .into_any())
}

/// Returns the couples on this page of the list, and the number on all pages.
async fn find(
    records: &Records,
    filter: &Filter,
    indexed: &[CoupleEntry],
) -> Result<(Vec<CoupleFile>, usize), Problem> {
    let admits = |couple: &CoupleEntry| {
        let CoupleEntry { archived, tags, name, labels: [a, b], together, .. } = couple;
        filter.admits(*archived, tags, &[name, a, b, together])
    };
    let admitted: Vec<CoupleId> = indexed.iter().filter(|couple| admits(couple)).map(|couple| couple.id).collect();
    let page = |ids: &[CoupleId]| -> Vec<CoupleId> {
        ids.iter().skip(filter.page * ON_A_PAGE).take(ON_A_PAGE).copied().collect()
    };
    if !filter.gates {
        return Ok((records.couple_files(&page(&admitted)).await?, admitted.len()));
    }
    // An active hold shows only in the whole file of a couple.
    let mut on_hold = Vec::new();
    for ids in admitted.chunks(ON_A_PAGE) {
        let files = records.couple_files(ids).await?;
        on_hold.extend(files.iter().filter(|file| !file.active_holds().is_empty()).map(CoupleFile::id));
    }
    Ok((records.couple_files(&page(&on_hold)).await?, on_hold.len()))
}

#[component]
fn Head() -> impl IntoView {
    view! {
        <div class="head">
            <div>
                <h1>"Couples"</h1>
            </div>
            <a class="button" data-kind="primary" href="/couples/new">{Icon::Plus.view()} "New couple"</a>
        </div>
    }
}

#[component]
fn Search(filter: Filter, tags: SmallSet<String>) -> AnyView {
    let chosen = filter.tag.clone();
    let tags = tags
        .into_iter()
        .map(|tag| {
            let selected = tag == chosen;
            view! { <option value=tag.clone() selected=selected>{tag.clone()}</option> }
        })
        .collect_view();
    let show = Show::ALL.map(|(show, value, words)| {
        view! { <option value=value selected=show == filter.show>{words}</option> }
    });
    view! {
        <form class="finder couple-finder" role="search" action="/couples" method="post" autocomplete="off">
            <div class="field" data-wide>
                <label for="q">"Search"</label>
                <div class="search">
                    {Icon::Search.view()}
                    <input id="q" name="q" type="search" dir="auto" autocomplete="off" placeholder="A code name, a label or a tag" value=filter.text.clone() />
                </div>
            </div>
            <div class="field">
                <label for="tag">"Tag"</label>
                <select id="tag" name="tag"><option value="">"Any tag"</option>{tags}</select>
            </div>
            <div class="field">
                <label for="show">"Show"</label>
                <select id="show" name="show">{show.into_iter().collect_view()}</select>
            </div>
            <div class="field">
                <label for="gates">"Safety holds"</label>
                <select id="gates" name="gates">
                    <option value="">"Any"</option>
                    <option value="open" selected=filter.gates>"One is active"</option>
                </select>
            </div>
            <button class="button">{Icon::Search.view()} "Search"</button>
        </form>
        {(!filter.is_plain()).then(|| view! {
            <p><a class="button" data-kind="quiet" href="/couples">{Icon::Cross.view()} "Clear search and filters"</a></p>
        })}
    }
    .into_any()
}

/// Buttons to other pages of the list, which keep the search in a form.
#[component]
fn Pages(filter: Filter, found: usize) -> impl IntoView {
    let to = move |page: usize, words: &'static str| {
        let show = Show::ALL.iter().find(|(show, ..)| *show == filter.show).map_or("", |(_, word, _)| word);
        let fields = [
            ("q", filter.text.clone()),
            ("tag", filter.tag.clone()),
            ("show", show.to_owned()),
            ("gates", if filter.gates { "open".to_owned() } else { String::new() }),
            ("page", (page + 1).to_string()),
        ];
        view! {
            <form action="/couples" method="post" autocomplete="off">
                {fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()}
                <button class="button">{words}</button>
            </form>
        }
    };
    let here = filter.page;
    let before = here.checked_sub(1).map(|page| to(page, "Previous page"));
    let after = ((here + 1) * ON_A_PAGE < found).then(|| to(here + 1, "Next page"));
    view! { <div class="row">{before} {after}</div> }
}

fn nothing_found() -> AnyView {
    view! {
        <div class="empty">
            <h2>"No couples match these filters"</h2>
            <p>"Try fewer words or remove a filter."</p>
            <a class="button" href="/couples">"Clear filters"</a>
        </div>
    }
    .into_any()
}

fn nobody_yet() -> AnyView {
    view! {
        <Title text=tab_title("Couples") />
        <div class="head">
            <div><h1>"Couples"</h1></div>
        </div>
        <div class="empty">
            <h2>"No couples yet"</h2>
            <p>"Start with a code name. Everything you write is encrypted and stays on this computer."</p>
            <a class="button" data-kind="primary" href="/couples/new">{Icon::Plus.view()} "Add your first couple"</a>
        </div>
    }
    .into_any()
}
