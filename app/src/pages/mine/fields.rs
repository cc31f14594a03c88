//! Fields of the forms of one's own library: each shows what was typed, what is wrong with it, and its help.

use std::collections::BTreeSet;

use domain::desk::Fault;
use leptos::prelude::*;

use crate::{
    parts::Icon,
    visitor::{Reply, reply},
};

/// What a form shows: what came back of it, and what is wrong with what is kept.
pub struct Fields {
    reply: Reply,
    faults: Vec<Fault>,
}

/// One of several boxes: its value, its words, and whether it is always on.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub words: String,
    /// Why it cannot be taken away, where it cannot.
    pub always: Option<&'static str>,
}

impl Choice {
    /// A box that may be ticked or not.
    pub fn free(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into(), always: None }
    }
}

impl Fields {
    /// The fields of a form about something that is kept with these faults.
    pub fn with(faults: Vec<Fault>) -> Self {
        Self { reply: reply(), faults }
    }

    /// Whether something is wrong with this field.
    pub fn is_wrong(&self, name: &str) -> bool {
        self.reply.fault(name).is_some() || self.faults.iter().any(|fault| fault.field == name)
    }

    fn wrong(&self, name: &str) -> Option<AnyView> {
        let kept = || self.faults.iter().find(|fault| fault.field == name).map(|fault| fault.text.clone());
        let fault = self.reply.fault(name).or_else(kept)?;
        Some(view! { <p class="fault" id=format!("{name}-fault")>{Icon::Warning.view()}{fault}</p> }.into_any())
    }

    fn described(name: &str, hint: &str, wrong: bool) -> Option<String> {
        let told = [(wrong, "fault"), (!hint.is_empty(), "hint")];
        let told: Vec<String> =
            told.into_iter().filter(|(is, _)| *is).map(|(_, end)| format!("{name}-{end}")).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    /// A line to type into.
    pub fn line(&self, name: &str, label: &str, hint: &'static str, saved: &str) -> AnyView {
        self.input(name, label, hint, saved, "text")
    }

    /// A number of minutes.
    pub fn minutes(&self, name: &str, label: &str, saved: u8) -> AnyView {
        self.input(name, label, "", &saved.to_string(), "number")
    }

    fn input(&self, name: &str, label: &str, hint: &'static str, saved: &str, kind: &'static str) -> AnyView {
        let wrong = self.wrong(name);
        view! {
            <div class="field">
                <label for=name.to_owned()>{label.to_owned()}</label>
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
                <input
                    id=name.to_owned()
                    name=name.to_owned()
                    type=kind
                    value=self.reply.value(name, saved)
                    min=(kind == "number").then_some("1")
                    max=(kind == "number").then_some("120")
                    dir=(kind == "text").then_some("auto")
                    autocomplete="off"
                    aria-invalid=wrong.is_some().then_some("true")
                    aria-describedby=Self::described(name, hint, wrong.is_some())
                />
                {wrong}
            </div>
        }
        .into_any()
    }

    /// A text of several lines.
    pub fn text(&self, name: &str, label: &str, hint: &'static str, rows: u8, saved: &str) -> AnyView {
        let wrong = self.wrong(name);
        view! {
            <div class="field">
                <label for=name.to_owned()>{label.to_owned()}</label>
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
                <textarea
                    id=name.to_owned()
                    name=name.to_owned()
                    rows=rows.to_string()
                    dir="auto"
                    aria-invalid=wrong.is_some().then_some("true")
                    aria-describedby=Self::described(name, hint, wrong.is_some())
                >
                    {self.reply.value(name, saved)}
                </textarea>
                {wrong}
            </div>
        }
        .into_any()
    }

    /// A choice of one.
    pub fn select(&self, name: &str, label: &str, options: Vec<(String, String)>, saved: &str) -> AnyView {
        let chosen = self.reply.value(name, saved);
        let wrong = self.wrong(name);
        let option = |(value, words): (String, String)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        };
        view! {
            <div class="field">
                <label for=name.to_owned()>{label.to_owned()}</label>
                <select id=name.to_owned() name=name.to_owned()>{options.into_iter().map(option).collect_view()}</select>
                {wrong}
            </div>
        }
        .into_any()
    }

    /// A choice of several.
    pub fn boxes(&self, name: &str, legend: &str, hint: &str, all: Vec<Choice>, saved: &BTreeSet<String>) -> AnyView {
        let wrong = self.wrong(name);
        let described = wrong.is_some().then(|| format!("{name}-fault"));
        let one = |Choice { value, words, always }: Choice| {
            let ticked = always.is_some() || self.reply.ticked(name, &value, saved.contains(&value));
            view! {
                <label class="choice">
                    <input type="checkbox" name=name.to_owned() value=value checked=ticked disabled=always.is_some() />
                    <span>{words} {always.map(|why| view! { <span class="small soft">" · " {why}</span> })}</span>
                </label>
            }
        };
        view! {
            <fieldset class="boxes" aria-describedby=described>
                <legend>{legend.to_owned()}</legend>
                {(!hint.is_empty()).then(|| view! { <p class="hint">{hint.to_owned()}</p> })}
                {wrong}
                <div class="boxes-list">{all.into_iter().map(one).collect_view()}</div>
            </fieldset>
        }
        .into_any()
    }

    /// One box.
    pub fn tick(&self, name: &str, label: &str, hint: &'static str, saved: bool) -> AnyView {
        let ticked = self.reply.ticked(name, "yes", saved);
        view! {
            <label class="choice">
                <input type="checkbox" name=name.to_owned() value="yes" checked=ticked />
                <span>
                    {label.to_owned()}
                    {(!hint.is_empty()).then(|| view! { <br /> <span class="small soft">{hint}</span> })}
                </span>
            </label>
        }
        .into_any()
    }
}
