//! Fields of the custom library's forms, each with the typed value, the fault and help.

use std::cell::RefCell;

use domain::records::Fault;
use domain::vocabulary::SmallSet;
use leptos::prelude::*;

use crate::{
    browser::autosave::FormValues,
    http::visitor::{FormState, reply},
    layout::{BaseField, Meanwhile, TextArea, fault_line, field, shown_as},
};

/// The state of a form: the returned values, and the faults of the stored ones.
pub struct Fields {
    reply: FormState,
    faults: Vec<Fault>,
    /// The stored values of the fields shown so far.
    stored: RefCell<FormValues>,
}

/// One of several check boxes: value, label, and true if it is always on.
pub struct Choice {
    /// The value sent.
    pub value: String,
    /// The label.
    pub words: String,
    /// The reason why it cannot be unticked, if so.
    pub always: Option<&'static str>,
}

impl Choice {
    /// Makes a box that may be ticked or not.
    pub fn free(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into(), always: None }
    }
}

impl Fields {
    /// Makes the fields of a form for a stored entry with these faults.
    pub fn with(faults: Vec<Fault>) -> Self {
        Self { reply: reply(), faults, stored: RefCell::default() }
    }

    /// Renders the start values of the form; must follow all of its fields.
    pub fn base(&self) -> AnyView {
        view! { <BaseField filled=self.stored.borrow().clone() /> }.into_any()
    }

    /// Renders the value that another window has saved in a field also changed here. Called for every field, so that
    /// the start values are complete.
    fn meanwhile(&self, name: &str, saved: &str) -> Option<AnyView> {
        self.stored.borrow_mut().add(name, saved);
        self.reply.meanwhile(name, saved).map(|saved| view! { <Meanwhile saved=saved /> }.into_any())
    }

    /// True if this field has a fault.
    pub fn is_wrong(&self, name: &str) -> bool {
        self.reply.fault(name).is_some() || self.faults.iter().any(|fault| fault.field == name)
    }

    fn wrong(&self, name: &str) -> Option<String> {
        let kept = || self.faults.iter().find(|fault| fault.field == name).map(|fault| fault.text.clone());
        self.reply.fault(name).or_else(kept)
    }

    /// Renders a text field.
    pub fn line(&self, name: &str, label: &str, hint: &'static str, saved: &str) -> AnyView {
        self.input(name, label, hint, saved, "text")
    }

    /// Renders a number of minutes.
    pub fn minutes(&self, name: &str, label: &str, saved: u8) -> AnyView {
        self.input(name, label, "", &saved.to_string(), "number")
    }

    fn input(&self, name: &str, label: &str, hint: &'static str, saved: &str, kind: &'static str) -> AnyView {
        let meanwhile = self.meanwhile(name, saved);
        let value = self.reply.value(name, saved);
        field(name, label, hint, self.wrong(name), |told| {
            view! {
                <input
                    id=name.to_owned()
                    name=name.to_owned()
                    type=shown_as(kind, &value)
                    value=value
                    min=(kind == "number").then_some("1")
                    max=(kind == "number").then_some("120")
                    dir=(kind == "text").then_some("auto")
                    autocomplete="off"
                    aria-invalid=told.invalid()
                    aria-describedby=told.described
                />
                {meanwhile}
            }
            .into_any()
        })
    }

    /// Renders a text area.
    pub fn text(&self, name: &str, label: &str, hint: &'static str, rows: u8, saved: &str) -> AnyView {
        let meanwhile = self.meanwhile(name, saved);
        field(name, label, hint, self.wrong(name), |told| {
            let text = self.reply.value(name, saved);
            view! {
                <TextArea name=name rows=rows text=text described=told.described invalid=told.wrong />
                {meanwhile}
            }
            .into_any()
        })
    }

    /// Renders a choice of one.
    pub fn select(&self, name: &str, label: &str, options: Vec<(String, String)>, saved: &str) -> AnyView {
        let chosen = self.reply.value(name, saved);
        let meanwhile = self.meanwhile(name, saved);
        let option = |(value, words): (String, String)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        };
        field(name, label, "", self.wrong(name), |told| {
            view! {
                <select id=name.to_owned() name=name.to_owned() aria-invalid=told.invalid() aria-describedby=told.described>
                    {options.into_iter().map(option).collect_view()}
                </select>
                {meanwhile}
            }
            .into_any()
        })
    }

    /// Renders a choice of several.
    pub fn boxes(&self, name: &str, legend: &str, hint: &str, all: Vec<Choice>, saved: &SmallSet<String>) -> AnyView {
        let fault_id = format!("{name}-fault");
        let wrong = self.wrong(name).map(|fault| fault_line(&fault_id, fault));
        let described = wrong.is_some().then_some(fault_id);
        for value in saved {
            self.stored.borrow_mut().add(name, value.as_str());
        }
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

    /// Renders one check box.
    pub fn tick(&self, name: &str, label: &str, hint: &'static str, saved: bool) -> AnyView {
        let ticked = self.reply.ticked(name, "yes", saved);
        self.stored.borrow_mut().add(name, if saved { "yes" } else { "" });
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
