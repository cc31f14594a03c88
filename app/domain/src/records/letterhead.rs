//! The letterhead of a practice, as an account stores it.

use serde::{Deserialize, Serialize};

use super::Fault;

/// Maximum number of characters of the name, the registration and the alternative text of the logo.
const LONGEST_LINE: usize = 120;
/// Maximum number of characters of an address, all lines together.
const LONGEST_ADDRESS: usize = 300;
/// Maximum number of characters of the footer.
const LONGEST_FOOTER: usize = 160;

/// The letterhead of an account. [`carries_letterhead`](crate::paper::handout::carries_letterhead) decides which sheets
/// may carry it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// The name of the practice.
    pub name: String,
    /// Address, telephone, mail: one a line; may be empty.
    pub address: String,
    /// Registration or licence; may be empty.
    pub registration: String,
    /// The footer of every page; may be empty.
    pub footer: String,
    /// True if pages after the first also carry the name.
    pub every_page: bool,
    /// Alternative text of the logo, for screen readers; empty if the logo is decorative.
    pub alt: String,
    /// The file of the logo as it was uploaded, in base64; none for no logo.
    pub logo: Option<String>,
}

impl Letterhead {
    /// Trims spaces and removes empty lines.
    ///
    /// # Errors
    /// A fault for each invalid field (`name`, `address`, `registration`, `footer`, `alt`).
    pub fn checked(mut self) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        self.address = self.address_lines().collect::<Vec<_>>().join("\n");
        for (field, text, longest) in [
            ("name", &mut self.name, LONGEST_LINE),
            ("registration", &mut self.registration, LONGEST_LINE),
            ("footer", &mut self.footer, LONGEST_FOOTER),
            ("alt", &mut self.alt, LONGEST_LINE),
        ] {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() > longest {
                faults.push(Fault::new(field, format!("Keep this to {longest} characters or fewer.")));
            }
        }
        if self.name.is_empty() {
            faults.push(Fault::new("name", "Enter the name for the top of your sheets."));
        }
        if self.address.chars().count() > LONGEST_ADDRESS {
            faults.push(Fault::new("address", format!("Keep the address to {LONGEST_ADDRESS} characters or fewer.")));
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }

    /// Returns the non-empty lines of the address.
    pub fn address_lines(&self) -> impl Iterator<Item = &str> {
        self.address.lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_go_and_a_name_is_needed() {
        let typed = Letterhead {
            name: "  Lindenhof\n Practice ".into(),
            address: " 14 Garden Row \r\n\r\n Bristol".into(),
            ..Letterhead::default()
        };
        let kept = typed.checked().unwrap();
        assert_eq!((kept.name.as_str(), kept.address.as_str()), ("Lindenhof Practice", "14 Garden Row\nBristol"));
        assert_eq!(Letterhead::default().checked().unwrap_err()[0].field, "name");
    }

    #[test]
    fn what_is_too_long_is_named() {
        let long = "x".repeat(400);
        let faults = Letterhead {
            name: long.clone(),
            address: long.clone(),
            registration: long.clone(),
            footer: long.clone(),
            alt: long,
            ..Letterhead::default()
        };
        let fields: Vec<String> = faults.checked().unwrap_err().into_iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["name", "registration", "footer", "alt", "address"]);
    }
}
