//! The forms of a page, read as a browser reads them.

use crate::support::{Answer, Desk};

/// A form with what it would send.
#[derive(Clone, Debug, Default)]
pub struct PageForm {
    /// The target address; empty for the page itself.
    pub action: String,
    /// The fields, in their order.
    pub fields: Vec<(String, String)>,
    /// Number of text fields.
    pub typed: usize,
    /// The names of its text areas.
    pub areas: Vec<String>,
    /// True if it asks for a password.
    pub secret: bool,
    /// The form as HTML.
    pub html: String,
}

impl PageForm {
    /// All forms of a page that are sent by POST.
    pub fn all(page: &str) -> Vec<Self> {
        let mut forms = Vec::new();
        for piece in page.split("<form").skip(1) {
            let html = piece.split("</form>").next().unwrap_or_default();
            let (head, inside) = html.split_once('>').unwrap_or((html, ""));
            let head = attributes(head);
            if value(&head, "method") == Some("post") {
                forms.push(Self::read(value(&head, "action").unwrap_or_default(), inside));
            }
        }
        forms
    }

    /// The form of a page that has a field of this name.
    pub fn with(page: &str, field: &str) -> anyhow::Result<Self> {
        let found = Self::all(page).into_iter().find(|form| form.html.contains(&format!("name=\"{field}\"")));
        found.ok_or_else(|| anyhow::anyhow!("no form with {field}: {page}"))
    }

    fn read(action: &str, inside: &str) -> Self {
        let mut form = Self { action: action.to_owned(), html: inside.to_owned(), ..Self::default() };
        let mut rest = inside;
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            let end = end_of_tag(rest);
            let found = attributes(&rest[name.len()..end]);
            rest = &rest[end..];
            match name.as_str() {
                "input" => form.input(&found),
                "textarea" => {
                    let text = rest[1..].split("</textarea>").next().unwrap_or_default();
                    let text = text.strip_prefix('\n').unwrap_or(text);
                    let name = value(&found, "name").unwrap_or_default().to_owned();
                    form.typed += 2;
                    form.areas.push(name.clone());
                    form.fields.push((name, plain(text)));
                }
                "select" => {
                    let options = rest.split("</select>").next().unwrap_or_default();
                    let name = value(&found, "name").unwrap_or_default().to_owned();
                    form.fields.push((name, chosen(options)));
                }
                _ => {}
            }
        }
        form
    }

    fn input(&mut self, found: &[(String, String)]) {
        let kind = value(found, "type").unwrap_or("text");
        let name = value(found, "name").unwrap_or_default().to_owned();
        let ticked = value(found, "checked").is_some();
        match kind {
            "password" => self.secret = true,
            "file" | "submit" => {}
            "checkbox" | "radio" if !ticked || value(found, "disabled").is_some() => {}
            "checkbox" | "radio" => {
                self.fields.push((name, value(found, "value").unwrap_or("on").to_owned()));
            }
            _ => {
                if kind != "hidden" {
                    self.typed += 1;
                }
                self.fields.push((name, value(found, "value").unwrap_or_default().to_owned()));
            }
        }
    }

    /// Returns the value of a field.
    pub fn says(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The same form with this in a field.
    #[must_use]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends it from this page as the signed-in browser, and returns the response.
    pub async fn send(&self, desk: &Desk, page: &str) -> anyhow::Result<Answer> {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let to = if self.action.is_empty() { page } else { &self.action };
        if self.html.contains("type=\"file\"") {
            return desk.upload(to, &fields, b"").await;
        }
        desk.post(to, &fields).await
    }
}

fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim().trim_end_matches('/');
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let name: String = rest.chars().take_while(|c| !c.is_whitespace() && *c != '=').collect();
        rest = &rest[name.len()..];
        let mut said = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (value, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            said = plain(value);
            rest = after;
        } else if rest.starts_with('=') {
            rest = &rest[1..];
        }
        if name.is_empty() {
            break;
        }
        found.push((name, said));
    }
    found
}

fn value<'a>(found: &'a [(String, String)], name: &str) -> Option<&'a str> {
    found.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn chosen(options: &str) -> String {
    let all: Vec<_> = options
        .split("<option")
        .skip(1)
        .map(|option| attributes(option.split('>').next().unwrap_or_default()))
        .collect();
    let selected = all.iter().find(|option| value(option, "selected").is_some()).or_else(|| all.first());
    selected.and_then(|option| value(option, "value")).unwrap_or_default().to_owned()
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
