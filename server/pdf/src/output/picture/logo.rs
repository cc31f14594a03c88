//! The logo of a letterhead in a picture.

use std::fmt::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::format::number;
use crate::{
    Logo,
    logo::{LogoContent, RasterLogo},
};

/// Draws a logo into a rectangle: left, top, width and height. `sequence` tells the clip paths of several logos apart.
pub(in crate::output) fn draw(logo: &Logo, [x, y, width, height]: [f32; 4], sequence: usize, into: &mut String) {
    match logo.content() {
        LogoContent::Pixels(pixels) => {
            let Some(png) = png_of(pixels) else { return };
            let [x, y, width, height] = [x, y, width, height].map(number);
            let _ = write!(
                into,
                r#"<image x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none" href="data:image/png;base64,{}"/>"#,
                STANDARD.encode(png)
            );
        }
        LogoContent::Shapes(drawing) => {
            let (across, down) = drawing.size();
            let _ = write!(
                into,
                r#"<g transform="translate({} {}) scale({:.6} {:.6})">"#,
                number(x),
                number(y),
                width / across,
                height / down
            );
            let mut painter = ShapePainter::new(sequence, into);
            String::from_utf8_lossy(&drawing.operators).split_ascii_whitespace().for_each(|word| painter.word(word));
            painter.close_groups();
            into.push_str("</g>");
        }
    }
}

fn png_of(pixels: &RasterLogo) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width.try_into().ok()?, pixels.height.try_into().ok()?);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().ok()?.write_image_data(&pixels.bytes).ok()?;
    Some(file)
}

/// The graphics state of a vector logo.
#[derive(Clone)]
struct State {
    fill: String,
    stroke: String,
    /// As parts of 255.
    opacity: u8,
    /// Width, ends, corners and dashes of lines, as SVG attributes.
    line: String,
    /// Groups that were opened in this state.
    groups: usize,
}

/// Draws the operators of a vector logo as SVG elements. Only those that the reader of logos writes occur.
struct ShapePainter<'a> {
    into: &'a mut String,
    sequence: usize,
    state: State,
    saved: Vec<State>,
    /// The operands of the next operator.
    operands: Vec<String>,
    path: String,
    /// The rule of the clip path that is being made.
    clip_rule: &'static str,
    clips: usize,
}

impl<'a> ShapePainter<'a> {
    fn new(sequence: usize, into: &'a mut String) -> Self {
        let black = || "#000000".to_owned();
        let state = State { fill: black(), stroke: black(), opacity: u8::MAX, line: String::new(), groups: 0 };
        let (saved, operands, path) = (Vec::new(), Vec::new(), String::new());
        Self { into, sequence, state, saved, operands, path, clip_rule: "nonzero", clips: 0 }
    }

    /// Takes an operator or what stands before it.
    fn word(&mut self, word: &str) {
        let is_operand = word.starts_with(|c: char| c.is_ascii_digit() || "-.[]/".contains(c));
        if is_operand {
            self.operands.push(word.to_owned());
            return;
        }
        let operands = self.operands.join(" ");
        match word {
            "m" | "l" | "c" => {
                let _ = write!(self.path, "{}{operands}", word.to_ascii_uppercase());
            }
            "h" => self.path.push('Z'),
            "re" => self.path.push_str("M0 0"),
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.restore(),
            "cm" => self.open_group(&format!(r#"transform="matrix({operands})""#)),
            "rg" => self.state.fill = colour(&self.operands),
            "RG" => self.state.stroke = colour(&self.operands),
            "gs" => self.state.opacity = operands.trim_start_matches("/G").parse().unwrap_or(u8::MAX),
            "w" => self.state.line = format!(r#" stroke-width="{operands}""#),
            "J" => self.ends("stroke-linecap", ["butt", "round", "square"]),
            "j" => self.ends("stroke-linejoin", ["miter", "round", "bevel"]),
            "M" => {
                let _ = write!(self.state.line, r#" stroke-miterlimit="{operands}""#);
            }
            "d" => self.dashes(&operands),
            "W" | "W*" => self.clip_rule = rule(word),
            "n" => self.clip(),
            "f" | "f*" => {
                let fill = format!(r#"fill="{}" fill-rule="{}""#, self.state.fill, rule(word));
                self.shape(&fill);
            }
            "S" => {
                let stroke = format!(r#"fill="none" stroke="{}"{}"#, self.state.stroke, self.state.line);
                self.shape(&stroke);
            }
            _ => {}
        }
        self.operands.clear();
    }

    fn restore(&mut self) {
        let Some(before) = self.saved.pop() else { return };
        let opened = self.state.groups.saturating_sub(before.groups);
        self.into.push_str(&"</g>".repeat(opened));
        self.state = before;
    }

    fn close_groups(&mut self) {
        self.into.push_str(&"</g>".repeat(self.state.groups));
        self.state.groups = 0;
    }

    fn open_group(&mut self, attribute: &str) {
        let _ = write!(self.into, "<g {attribute}>");
        self.state.groups += 1;
    }

    /// Sets an attribute of lines to one of three words.
    fn ends(&mut self, attribute: &str, words: [&str; 3]) {
        let number = self.operands.first().and_then(|number| number.parse::<usize>().ok()).unwrap_or_default();
        let word = words.get(number).copied().unwrap_or(words[0]);
        let _ = write!(self.state.line, r#" {attribute}="{word}""#);
    }

    /// Sets the dashes of lines from a pattern in brackets and its offset.
    fn dashes(&mut self, operands: &str) {
        let Some((pattern, offset)) = operands.trim_start_matches('[').split_once(']') else { return };
        let (pattern, offset) = (pattern.trim(), offset.trim());
        let _ = write!(self.state.line, r#" stroke-dasharray="{pattern}" stroke-dashoffset="{offset}""#);
    }

    /// Clips what follows to the path.
    fn clip(&mut self) {
        self.clips += 1;
        let id = format!("c{}-{}", self.sequence, self.clips);
        let (path, rule) = (std::mem::take(&mut self.path), self.clip_rule);
        let _ = write!(self.into, r#"<clipPath id="{id}"><path d="{path}" clip-rule="{rule}"/></clipPath>"#);
        self.open_group(&format!(r#"clip-path="url(#{id})""#));
    }

    fn shape(&mut self, look: &str) {
        let path = std::mem::take(&mut self.path);
        let _ = write!(self.into, r#"<path d="{path}" {look}"#);
        if self.state.opacity < u8::MAX {
            let _ = write!(self.into, r#" opacity="{:.3}""#, f32::from(self.state.opacity) / 255.0);
        }
        self.into.push_str("/>");
    }
}

fn rule(operator: &str) -> &'static str {
    if operator.ends_with('*') { "evenodd" } else { "nonzero" }
}

/// Formats a colour of three parts from 0 to 1.
fn colour(parts: &[String]) -> String {
    let percent = |part: &String| part.parse::<f32>().unwrap_or_default() * 100.0;
    let parts: Vec<String> = parts.iter().map(|part| format!("{:.2}%", percent(part))).collect();
    format!("rgb({})", parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(svg: &str) -> String {
        let logo = Logo::read(svg.as_bytes()).unwrap();
        let mut text = String::new();
        draw(&logo, [0.0, 0.0, 100.0, 100.0], 1, &mut text);
        text
    }

    #[test]
    fn a_vector_logo_keeps_its_shapes_colours_and_clip_paths() {
        let text = drawn(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><clipPath id="a"><circle cx="5" cy="5" r="4"/></clipPath>
            <g clip-path="url(#a)"><rect width="10" height="10" fill="#ff0000" fill-opacity="0.5"/></g>
            <path d="M1 1L9 9" stroke="#0000ff" stroke-width="2" stroke-linecap="round"/></svg>"##,
        );
        assert!(text.contains("clipPath id=\"c1-1\"") && text.contains("url(#c1-1)"), "{text}");
        assert!(text.contains("rgb(100.00% 0.00% 0.00%)") && text.contains("opacity=\"0.502\""), "{text}");
        assert!(text.contains("stroke=\"rgb(0.00% 0.00% 100.00%)\"") && text.contains("linecap=\"round\""), "{text}");
        assert_eq!(text.matches("<g").count(), text.matches("</g>").count(), "{text}");
    }
}
