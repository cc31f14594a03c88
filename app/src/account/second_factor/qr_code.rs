//! The QR code from which an authenticator app takes a secret, as a drawing in the page: no address and no file has it.

use std::fmt::Write as _;

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Light squares around the code, which readers need.
const QUIET: usize = 4;

/// Maximum length of the login in the code, in characters: a longer text makes finer squares.
const LONGEST_LOGIN: usize = 40;

/// Returns the text of the code: an address of the kind that authenticator apps have agreed on. The kind of hash, the number of
/// digits and the length of a step are the usual ones, and some apps refuse them when they are named.
pub fn key_uri(login: &str, secret: &str) -> String {
    let login: String = login.chars().take(LONGEST_LOGIN).collect();
    let encoded = |text: &str| {
        let plain: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        plain.replace('+', "%20")
    };
    format!("otpauth://totp/Reweave:{}?secret={}&issuer=Reweave", encoded(&login), encoded(secret))
}

/// Draws a text as a QR code; nothing if it is too long for one. Dark on light in both colour schemes, as readers expect it.
pub fn drawing(text: &str) -> Option<AnyView> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (path, size) = (squares(&code), code.width() + 2 * QUIET);
    let view = view! {
        <svg
            class="qr"
            viewBox=format!("0 0 {size} {size}")
            role="img"
            aria-label="QR code for your authenticator app"
            shape-rendering="crispEdges"
        >
            <rect width=size.to_string() height=size.to_string() fill="#fff" />
            <path d=path fill="#000" />
        </svg>
    };
    Some(view.into_any())
}

/// Returns the dark squares as a path, one rectangle for each run of them.
fn squares(code: &QrCode) -> String {
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (row, squares) in colors.chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let run = squares[column..].iter().take_while(|square| **square == Color::Dark).count();
            if run > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET);
            }
            column += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_the_account_and_nothing_unusual() {
        assert_eq!(
            key_uri("ada & co@example.org", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            "otpauth://totp/Reweave:ada%20%26%20co%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Reweave"
        );
        let long = key_uri(&"ф".repeat(120), "A");
        assert_eq!(long.matches("%D1%84").count(), LONGEST_LOGIN);
        assert!(QrCode::with_error_correction_level(&long, EcLevel::M).is_ok());
    }

    /// The three corners by which readers find a code, with nothing around them.
    #[test]
    fn the_drawing_has_the_corners_of_a_code_and_a_quiet_zone() {
        let code = QrCode::with_error_correction_level("otpauth://totp/x", EcLevel::M).unwrap();
        let path = squares(&code);
        let right = code.width() - 7 + QUIET;
        for corner in ["M4 4h7v1h-7z".to_owned(), format!("M{right} 4h7v1h-7z"), format!("M4 {right}h7v1h-7z")] {
            assert!(path.contains(&corner), "{corner}: {path}");
        }
        let far = code.width() + QUIET;
        for run in path.split_terminator('z') {
            let start: Vec<usize> =
                run[1..].split(['h', ' ']).take(3).map(|n| n.split('v').next().unwrap().parse().unwrap()).collect();
            assert!(start[0] >= QUIET && start[1] >= QUIET && start[0] + start[2] <= far && start[1] < far, "{run}");
        }
        assert!(path.matches('z').count() > 20);
    }
}
