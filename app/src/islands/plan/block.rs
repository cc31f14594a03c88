//! The agenda: one card for each block.

use domain::{
    desk::{
        BlockId, PlanBlock,
        agenda::{Edit, place},
    },
    ids::ItemId,
    minutes::Minutes,
};
use leptos::{ev, prelude::*};

use super::{super::erased, drag, meter::concern, table::Table, words};
use crate::{
    parts::{Chip, Icon},
    shelf::library,
};

mod inside;

/// A block as its card sees it.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) table: Table,
    pub(super) id: BlockId,
    memo: Memo<Option<(usize, PlanBlock)>>,
}

impl Row {
    /// Something of the block; its default when the block has just gone.
    pub(super) fn get<T: Default>(self, of: impl FnOnce(&PlanBlock) -> T) -> T {
        self.memo.with(|found| found.as_ref().map(|(_, block)| of(block)).unwrap_or_default())
    }

    fn place(self) -> usize {
        self.memo.with(|found| found.as_ref().map(|(place, _)| *place).unwrap_or_default())
    }

    /// Its exercise; it never changes.
    pub(super) fn exercise(self) -> Option<ItemId> {
        self.table.once(|plan| plan.block(self.id)?.1.exercise().cloned())
    }

    /// The name of a field, or of an element.
    pub(super) fn name(self, ending: &str) -> String {
        format!("b{}{ending}", self.id.0)
    }

    fn button(self, verb: &str) -> String {
        format!("{verb}:{}", self.id.0)
    }
}

/// All blocks.
pub(super) fn agenda(table: Table) -> impl IntoView {
    let ids = move || table.with(|plan| plan.blocks.iter().map(|block| block.id).collect::<Vec<_>>());
    erased(view! {
        <ol class="agenda" aria-label="Agenda">
            <For each=ids key=|id| *id children=move |id| row(Row { table, id, memo: table.block(id) }) />
        </ol>
        <p class="agenda-end soft small">
            {move || table.check.with(|check| format!("Ends {}", check.ends()))}
            <span class="awake-only">" · move a block with Alt and the arrow keys, or by its handle · undo with Ctrl+Z"</span>
        </p>
    })
}

fn row(row: Row) -> impl IntoView {
    let table = row.table;
    let tone = move || row.get(|block| tone(block).to_owned());
    let held = move || table.check.with(|check| check.about(row.id).any(|c| c.hard)).then_some("");
    erased(view! {
        <li class="agenda-block" id=row.name("-block") data-block=row.id.0.to_string() data-tone=tone data-held=held on:keydown=move |event| key(row, &event)>
            <input type="hidden" name=row.name("") value="1" />
            <time>{move || table.check.with(|check| check.clock(row.place()))}</time>
            <div class="agenda-card">
                <div class="agenda-row">
                    {drag::grip(row)}
                    <h3>{move || row.get(|block| block.title.clone())}</h3>
                    {chips(row)}
                    {stepper(row)}
                    {movers(row)}
                </div>
                <ul class="concerns">
                    {move || table.check.with(|check| check.about(row.id).map(concern).collect_view())}
                </ul>
                {inside::inside(row)}
            </div>
        </li>
    })
}

fn tone(block: &PlanBlock) -> &'static str {
    if place(library().shares(), &block.part).is_closing() {
        "closing"
    } else if block.item.is_some() {
        "exercise"
    } else {
        "other"
    }
}

fn chips(row: Row) -> impl IntoView {
    let intense = row.exercise().and_then(|id| library().item(&id)).is_some_and(|item| item.high_intensity);
    view! {
        <span class="chips">
            {intense.then(|| view! { <Chip text="High intensity" tone="clay" icon=Icon::Flame /> })}
            <span class="chip">{move || row.get(|block| words::present(row.table, block.present))}</span>
        </span>
    }
}

/// Minutes with a button on either side; the field can be typed into.
fn stepper(row: Row) -> impl IntoView {
    let table = row.table;
    let minutes = move || row.get(|block| block.minutes.0);
    let step = move |event: ev::MouseEvent, by: i16| {
        event.prevent_default();
        let next = u8::try_from(i16::from(minutes()) + by).unwrap_or(1);
        table.edit_about(&Edit::Minutes(row.id, Minutes(next)), Some(&row.name("-minutes")));
    };
    let typed = move |text: String| {
        if let Ok(minutes) = text.trim().parse() {
            table.edit_about(&Edit::Minutes(row.id, Minutes(minutes)), Some(&row.name("-minutes")));
        }
    };
    erased(view! {
        <span class="stepper" role="group" aria-label="Minutes">
            <button name="do" value=row.button("less") aria-label="One minute less" on:click=move |event| step(event, -1)>"−"</button>
            <input
                type="number"
                min="1"
                max="180"
                name=row.name("-minutes")
                aria-label="Minutes"
                value=minutes().to_string()
                prop:value=move || minutes().to_string()
                on:change:target=move |event| typed(event.target().value())
            />
            <button name="do" value=row.button("more") aria-label="One minute more" on:click=move |event| step(event, 1)>"+"</button>
        </span>
    })
}

fn movers(row: Row) -> impl IntoView {
    let table = row.table;
    let title = move || row.get(|block| block.title.clone());
    let act = move |event: ev::MouseEvent, edit: Edit, focus: &str| {
        event.prevent_default();
        table.shift(row.id, &edit, &row.name(focus));
    };
    erased(view! {
        <span class="movers">
            <button class="icon-button" id=row.name("-up") name="do" value=row.button("up") aria-label=move || format!("Move “{}” up", title()) on:click=move |event| act(event, Edit::Up(row.id), "-up")>
                {Icon::Up.view()}
            </button>
            <button class="icon-button" id=row.name("-down") name="do" value=row.button("down") aria-label=move || format!("Move “{}” down", title()) on:click=move |event| act(event, Edit::Down(row.id), "-down")>
                {Icon::Down.view()}
            </button>
            <button
                class="icon-button"
                name="do"
                value=row.button("remove")
                aria-label=move || format!("Take “{}” out", title())
                on:click=move |event| {
                    event.prevent_default();
                    table.edit(&Edit::Remove(row.id));
                }
            >
                {Icon::Cross.view()}
            </button>
        </span>
    })
}

/// Alt and an arrow move the block from wherever the keyboard is in it.
fn key(row: Row, event: &ev::KeyboardEvent) {
    if !event.alt_key() {
        return;
    }
    let edit = match event.key().as_str() {
        "ArrowUp" => Edit::Up(row.id),
        "ArrowDown" => Edit::Down(row.id),
        _ => return,
    };
    event.prevent_default();
    row.table.shift(row.id, &edit, &row.name("-grip"));
}
