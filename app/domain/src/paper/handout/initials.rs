//! A short sign for each partner, to tell sheets apart. No sheet carries a name.

use serde::Serialize;

use super::Audience;
use crate::assess::Partner;

/// An initial for partner A and one for partner B. If both have the same one, a number follows it: “L1” and “L2”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Initials {
    a: char,
    b: char,
}

impl Default for Initials {
    fn default() -> Self {
        Self { a: 'A', b: 'B' }
    }
}

impl Initials {
    /// Returns the first letters of the partners' labels; A and B if one has no letter.
    pub fn of(a: &str, b: &str) -> Self {
        let first = |label: &str| {
            let letter = label.chars().find(|letter| letter.is_alphabetic())?;
            let mut upper = letter.to_uppercase();
            Some(upper.next().filter(|_| upper.next().is_none()).unwrap_or(letter))
        };
        match (first(a), first(b)) {
            (Some(a), Some(b)) => Self { a, b },
            _ => Self::default(),
        }
    }

    /// Returns the initial of a partner.
    pub fn letter(self, partner: Partner) -> char {
        match partner {
            Partner::A => self.a,
            Partner::B => self.b,
        }
    }

    /// Returns the initial on this sheet, with its number if it needs one; none on the sheet for both.
    pub fn of_sheet(self, audience: Audience) -> Option<String> {
        let partner = audience.partner()?;
        let number = match partner {
            Partner::A => 1,
            Partner::B => 2,
        };
        let letter = self.letter(partner);
        Some(if self.a == self.b { format!("{letter}{number}") } else { letter.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_partners_never_share_a_sign_and_no_name_becomes_one() {
        let of = |a, b| {
            let initials = Initials::of(a, b);
            (initials.of_sheet(Audience::A).unwrap(), initials.of_sheet(Audience::B).unwrap())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of("Lena", "tom"), pair("L", "T"));
        assert_eq!(of("(Zoë)", "élan"), pair("Z", "É"));
        assert_eq!(of("Anna", "alex"), pair("A1", "A2"));
        for without in [("", "Tom"), ("1", "2")] {
            assert_eq!(of(without.0, without.1), pair("A", "B"), "{without:?}");
        }
        assert_eq!(Initials::default().of_sheet(Audience::Both), None);
    }
}
