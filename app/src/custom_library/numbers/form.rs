//! Minutes, weights and shares: one form for each table, which sends all of its rows.

use std::collections::HashMap;

use crate::{
    custom_library::fields::share_name,
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Quiet, Redirect},
    },
};
use domain::{
    library::{
        custom::{Adjusted, SharesOf},
        english,
    },
    records::{Fault, Revision},
    vocabulary::{MinuteRange, Minutes, Weight},
};

type Fields = HashMap<String, String>;

/// Saves one table, and restores the default of the row whose button was pressed.
pub(crate) async fn change(post: FormRequest) -> Result<Redirect, Refusal> {
    let mut fields: Fields = post.once_each()?;
    let seen =
        fields.remove("seen").map(|seen| seen.parse().map(Revision)).transpose().map_err(|_| Refusal::Malformed)?;
    let what = fields.remove("what").ok_or(Refusal::Malformed)?;
    let back = fields.remove("back");
    let kept = post.records.singleton::<Adjusted>().await?.map(|kept| kept.value).unwrap_or_default();
    let adjusted = match what.as_str() {
        "minutes" => minutes(kept, &mut fields, back.as_deref())?,
        "weights" => weights(kept, &mut fields, back.as_deref())?,
        "shares" => shares(kept, &mut fields, back.as_deref())?,
        _ => return Err(Refusal::Malformed),
    };
    if !fields.is_empty() {
        return Err(Refusal::Malformed);
    }
    post.records.save_singleton(seen, &adjusted, post.now.stamp).await?;
    Ok(Redirect::quietly(format!("/my-library/numbers?saved#{what}"), Quiet::SaidOnPage))
}

fn minutes(mut adjusted: Adjusted, fields: &mut Fields, back: Option<&str>) -> Result<Adjusted, Refusal> {
    for item in english().items() {
        let mut cell = |part: &str| fields.remove(&format!("{}-{part}", item.id));
        let (Some(min), Some(typical), Some(max)) = (cell("min"), cell("typical"), cell("max")) else { continue };
        let range = if back == Some(item.id.as_str()) {
            item.minutes
        } else {
            let number = |typed: &str| whole("minutes", item.title.as_str(), typed);
            MinuteRange { min: number(&min)?, typical: number(&typical)?, max: number(&max)? }
        };
        let named = |fault: Fault| Fault::new("minutes", format!("“{}”: {}", item.title, fault.text));
        adjusted.take_minutes(english(), &item.id, range).map_err(named)?;
    }
    Ok(adjusted)
}

fn weights(mut adjusted: Adjusted, fields: &mut Fields, back: Option<&str>) -> Result<Adjusted, Refusal> {
    for indicator in english().indicators() {
        let Some(default) = indicator.weight else { continue };
        let Some(typed) = fields.remove(indicator.id.as_str()) else { continue };
        let weight = if back == Some(indicator.id.as_str()) {
            default
        } else {
            typed.parse::<Weight>().map_err(|_| Refusal::Malformed)?
        };
        adjusted.weigh(english(), &indicator.id, weight)?;
    }
    Ok(adjusted)
}

fn shares(mut adjusted: Adjusted, fields: &mut Fields, back: Option<&str>) -> Result<Adjusted, Refusal> {
    let shares = english().shares();
    let couple =
        shares.couple.iter().map(|row| (SharesOf { length: row.length, phase: Some(row.phase) }, &row.minutes));
    let alone = shares.individual.iter().map(|row| (SharesOf { length: row.length, phase: None }, &row.minutes));
    for (of, default) in couple.chain(alone) {
        let name = share_name(of);
        let typed: Vec<String> =
            (0..default.len()).filter_map(|place| fields.remove(&format!("{name}-{place}"))).collect();
        if typed.len() != default.len() {
            continue;
        }
        let minutes = if back == Some(name.as_str()) {
            default.clone()
        } else {
            typed.iter().map(|typed| whole("shares", &name, typed)).collect::<Result<_, _>>()?
        };
        let named = |fault: Fault| Fault::new("shares", format!("{name}: {}", fault.text));
        adjusted.share(english(), of, minutes).map_err(named)?;
    }
    Ok(adjusted)
}

fn whole(field: &str, of: &str, typed: &str) -> Result<Minutes, Fault> {
    let fault = |_| Fault::new(field, format!("“{of}”: enter whole minutes, from 1 to 120."));
    typed.trim().parse().map(Minutes).map_err(fault)
}
