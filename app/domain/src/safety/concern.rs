//! A concern about safety that came up in a session.

use serde::{Deserialize, Serialize};

use crate::vocabulary::GateId;

/// The subject of a concern. Each puts on a hold that stops joint work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SafetyConcern {
    /// Fear, violence, pressure or control.
    Control,
    /// Suicide, self-harm, or harm to someone else.
    Suicide,
    /// A child or an adult at risk.
    AtRisk,
    /// An urgent medical need.
    Medical,
    /// Not clear yet: treated as control until each partner was asked alone.
    Unclear,
}

impl SafetyConcern {
    /// Returns the hold that this concern puts on.
    pub const fn gate(self) -> GateId {
        match self {
            Self::Control | Self::Unclear => GateId::Control,
            Self::Suicide => GateId::Suicide,
            Self::AtRisk => GateId::Child,
            Self::Medical => GateId::Acute,
        }
    }
}
