//! Where to go and by when, on a sheet for one person.

use serde::Serialize;

use crate::{
    library::{Library, model::Referral},
    words::GateId,
};

/// Rows of the referral sheet for one person's hand. Gates and sources stay with the counsellor: a row has no field for
/// them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferralSheet {
    rows: Vec<ReferralRow>,
}

/// Something that is needed, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferralRow {
    need: String,
    window: String,
    say: String,
}

impl ReferralSheet {
    /// These rows, in the order of the library. Nothing is added to what the counsellor chose: a row that is not meant for
    /// this person may frighten or give somebody away.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Referral>) -> Self {
        let row = |referral: &Referral| ReferralRow {
            need: referral.need.clone(),
            window: referral.window.clone(),
            say: referral.say.trim_matches('"').to_owned(),
        };
        Self { rows: rows.into_iter().map(row).collect() }
    }

    /// The rows.
    pub fn rows(&self) -> &[ReferralRow] {
        &self.rows
    }
}

impl ReferralRow {
    /// What is needed.
    pub fn need(&self) -> &str {
        &self.need
    }

    /// How much time there is.
    pub fn window(&self) -> &str {
        &self.window
    }

    /// What to know or whom to see.
    pub fn say(&self) -> &str {
        &self.say
    }
}

/// The rows that cannot wait: those that an acute danger brings up.
pub fn time_critical(library: &Library) -> impl Iterator<Item = &Referral> {
    library.referrals().iter().filter(|referral| referral.gates.contains(&GateId::Acute))
}

/// The rows that a counsellor is shown, and may hand out, while this gate is open: those for which time runs out. Of a gate
/// under which there is no hurry: none.
pub fn urgent(library: &Library, gate: GateId) -> impl Iterator<Item = &Referral> {
    let closing = matches!(gate, GateId::Acute | GateId::Suicide | GateId::Withdrawal);
    library.referrals().iter().filter(move |referral| closing && referral.gates.contains(&gate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    #[test]
    fn what_cannot_wait_is_urgent_under_its_gate_and_nothing_is_urgent_without_a_hurry() {
        let acute: Vec<&Referral> = urgent(english(), GateId::Acute).collect();
        assert_eq!(acute, time_critical(english()).collect::<Vec<_>>());
        assert!(urgent(english(), GateId::Suicide).next().is_some());
        assert_eq!(urgent(english(), GateId::Pain).count(), 0);
    }

    #[test]
    fn a_sheet_for_a_hand_names_no_gate_and_no_source() {
        let sheet = ReferralSheet::of(time_critical(english()));
        assert!(sheet.rows().len() > 4);
        let all = format!("{sheet:?}");
        assert!(!all.contains("GATE-") && !all.contains("[CDC"));
        assert!(all.contains("72 h"));
    }
}
