//! The form of other partners.

use domain::records::{Couple, Fault, Revision, other_partner::OtherPartners};
use store::{CoupleId, Stored};

use crate::{
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
    other_partners::{
        fields::{read, stored},
        page::address,
    },
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/other-partners", save)]
}

/// The buttons of the form.
enum Pressed {
    Save,
    /// Saves, and removes the person with this index.
    Remove(usize),
    PutBack,
}

impl Pressed {
    fn of(word: &str) -> Option<Self> {
        match word {
            "save" => Some(Self::Save),
            "put-back" => Some(Self::PutBack),
            _ => word.strip_prefix("remove-")?.parse::<usize>().ok()?.checked_sub(1).map(Self::Remove),
        }
    }
}

async fn save(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let mut fields = post.once_each()?;
    let pressed = fields.remove("do").and_then(|word| Pressed::of(&word)).ok_or(Refusal::Malformed)?;
    let seen = fields.remove("seen").and_then(|seen| seen.parse().ok()).map(Revision).ok_or(Refusal::Malformed)?;
    let Stored { revision, value: couple, .. } = post.records.couple(id).await?;
    if matches!(pressed, Pressed::PutBack) {
        let mut others = couple.others.clone();
        others.put_back();
        return store(&post, id, (seen, couple, others), Done::Saved).await;
    }
    let mut seen = seen;
    // Another window, or this one before it went back, may have saved other fields: both changes are stored.
    if seen != revision
        && let Some(with) = post.sent().stale().joined(stored(&couple.others))
    {
        (fields, seen) = (with, revision);
    }
    let (mut others, unread) = read(fields)?;
    others.removed.clone_from(&couple.others.removed);
    // Faults are beside the fields as they are numbered on the page, those of whoever is removed left out.
    let mut faults: Vec<Fault> = others.clone().checked().err().into_iter().flatten().chain(unread).collect();
    let done = match pressed {
        Pressed::Remove(place) => {
            others.remove(place);
            faults.retain(|fault| !fault.field.ends_with(&format!("-{}", place + 1)));
            Done::PersonRemoved
        }
        Pressed::Save | Pressed::PutBack => {
            others.removed = None;
            Done::Saved
        }
    };
    if faults.is_empty() { store(&post, id, (seen, couple, others), done).await } else { Err(faults.into()) }
}

async fn store(
    post: &FormRequest,
    id: CoupleId,
    (seen, couple, others): (Revision, Couple, OtherPartners),
    done: Done,
) -> Result<Redirect, Refusal> {
    let couple = Couple { others, ..couple }.checked()?;
    post.records.save_couple(id, seen, &couple, post.now.stamp).await?;
    Ok(Redirect::saying(address(id), done))
}
