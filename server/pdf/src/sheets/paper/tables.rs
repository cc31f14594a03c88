//! Tables, menus, logs and calendars.

use domain::{
    library::on_paper::{CalendarSpan, MarkSign, PaperCell, PaperTable},
    paper::handout::ClientText,
};

use super::{
    arrange::{rows, rule_of},
    cells::framed,
    look::Look,
    stacked,
};
use crate::{
    ReadingMode,
    document::{Align, Bar, BoxContent, DrawnShape, Edge, PanelLook, PaperBox, RowAlign, TextKind, Track},
    layout::{
        path::Path,
        structure::{Role, Scope},
        style,
    },
};

/// Space between two cells.
const GUTTER: f32 = 8.0;

/// Space after a line between two columns.
const AFTER_RULE: f32 = 6.0;

/// Rows under a head. Each cell has a width of its own.
struct Grid<'a> {
    look: &'a Look,
    tracks: Vec<Track>,
    rows: Vec<PaperBox>,
    pad: f32,
    gutter: f32,
    /// Columns with a thin line before them: nothing else shows where one of empty cells begins.
    ruled: Vec<bool>,
}

impl<'a> Grid<'a> {
    fn new(look: &'a Look, tracks: Vec<Track>) -> Self {
        Self {
            look,
            tracks,
            rows: Vec::new(),
            pad: if look.is_large() { 8.0 } else { 6.0 },
            gutter: GUTTER,
            ruled: Vec::new(),
        }
    }

    /// Adds a row with a rule below; a head has a heavier one.
    fn row(&mut self, cells: Vec<PaperBox>, head: bool) {
        let align = if head { RowAlign::Bottom } else { RowAlign::Middle };
        let pad = [self.pad, 0.0, self.pad, 0.0];
        let inside = if self.ruled.iter().any(|ruled| *ruled) {
            let padded = |(n, cell): (usize, PaperBox)| {
                let ruled = self.ruled.get(n).is_some_and(|ruled| *ruled);
                let bar = (ruled && !head).then(|| Bar::thread(style::GUIDE, 0.7, 0.0));
                let [top, right, bottom, _] = pad;
                let left = if ruled { AFTER_RULE } else { 0.0 };
                PaperBox::panel(PanelLook { bar, ..PanelLook::default() }, [top, right, bottom, left], cell)
            };
            let cells = cells.into_iter().enumerate().map(padded);
            PaperBox::row(self.gutter, align, self.tracks.iter().copied().zip(cells).collect()).role(Role::Row)
        } else {
            let row = self.tracks.iter().copied().zip(cells).collect();
            PaperBox::panel(PanelLook::default(), pad, PaperBox::row(self.gutter, align, row).role(Role::Row))
        };
        let (weight, colour) = if head { (1.4, self.look.deep()) } else { (0.6, style::EDGE) };
        self.rows.push(PaperBox::column(0.0, vec![inside, line(self.look, weight, colour)]));
    }

    fn done(self) -> PaperBox {
        PaperBox::column(0.0, self.rows).role(Role::Table)
    }
}

fn line(look: &Look, weight: f32, colour: style::Colour) -> PaperBox {
    let stroke = Some(Edge { colour, weight, dashed: false });
    let path = Path::polyline(&[(0.0, 0.0), (look.width(), 0.0)], false);
    let shape = DrawnShape { x: 0.0, y: 0.0, path, fill: None, stroke };
    PaperBox::new(BoxContent::Drawing { upright: false, width: look.width(), height: weight, shapes: vec![shape] })
}

fn head_words(look: &Look, words: &str) -> PaperBox {
    PaperBox::words(look.text(words), TextKind::Label, look.deep()).bare()
}

fn head_cell(content: PaperBox, blank: bool) -> PaperBox {
    let role = if blank { Role::Cell } else { Role::HeaderCell(Scope::Column) };
    PaperBox::column(0.0, vec![content]).role(role)
}

/// A table as it is typed.
pub(super) fn table(table: &PaperTable, look: &Look) -> PaperBox {
    let marks: Vec<bool> = (0..table.columns.len())
        .map(|n| {
            let cells = || table.rows.iter().filter_map(|row| row.get(n));
            cells().any(|cell| matches!(cell, PaperCell::Ring | PaperCell::Box))
                && cells().all(|cell| !matches!(cell, PaperCell::Text(_) | PaperCell::Room))
        })
        .collect();
    let rings: usize =
        table.columns.iter().zip(&marks).filter(|(_, mark)| **mark).map(|(own, _)| own.answers.len().max(1)).sum();
    let most = if look.is_small() { 1 } else { 4 };
    // A row of nothing but rings to mark has no column of room or words beside the first.
    let is_grid = marks.iter().filter(|mark| !**mark).count() == 1;
    if look.is_large() && is_grid && rings > most {
        return stacked::table(table, &marks, look);
    }
    let mut tracks = Vec::new();
    for (n, column) in table.columns.iter().enumerate() {
        if marks[n] {
            let width = mark_column(table, look);
            tracks.extend((0..column.answers.len().max(1)).map(|_| Track::Points(width)));
        } else {
            tracks.push(Track::Share(share(table, n)));
        }
    }
    let mut grid = Grid::new(look, tracks);
    grid.gutter = gutter(table, look);
    let room = |n: usize| table.rows.iter().all(|row| matches!(row.get(n), Some(PaperCell::Room)));
    // Columns of answers come apart in several, and their rings show where they are.
    if table.columns.iter().all(|column| column.answers.is_empty()) {
        grid.ruled = (0..table.columns.len()).map(|n| n > 0 && room(n)).collect();
    }
    heads(table, &marks, look, &mut grid);
    for row in &table.rows {
        let name = row_name(row);
        let mut cells = Vec::new();
        for (n, cell) in row.iter().enumerate() {
            let column = &table.columns[n];
            if marks[n] && !column.answers.is_empty() {
                let answers = column.answers.iter().map(|answer| format!("{name}{}: {answer}", column.head));
                cells.extend(answers.map(|answer| marked(cell, &answer, look)));
            } else {
                cells.push(body_cell(cell, n, &format!("{name}{}", column.head), table.columns.len(), look));
            }
        }
        grid.row(cells, false);
    }
    grid.done()
}

/// Number of columns with each answer in one of its own.
fn columns_of(table: &PaperTable) -> usize {
    table.columns.iter().map(|column| column.answers.len().max(1)).sum()
}

/// Space between the columns: many of them on small paper leave the first one its width.
fn gutter(table: &PaperTable, look: &Look) -> f32 {
    if look.is_small() && columns_of(table) > 6 { 2.0 } else { GUTTER }
}

/// Width of a column of rings: as much as its head needs, within limits.
fn mark_column(table: &PaperTable, look: &Look) -> f32 {
    let many = columns_of(table);
    let widest = if look.is_large() { 110.0 } else { 62.0 };
    let share = look.width() * 0.62 / count(many) - GUTTER;
    let least = match (look.is_large(), many) {
        (true, _) => 40.0,
        // Words of a head stand whole where there are few.
        (false, ..=5) => 54.0,
        (false, _) => 26.0,
    };
    share.min(widest).max(least)
}

#[expect(clippy::cast_precision_loss, reason = "a few columns")]
fn real(n: usize) -> f32 {
    n as f32
}

fn count(n: usize) -> f32 {
    real(n.max(1))
}

/// Wider columns for longer words.
fn share(table: &PaperTable, n: usize) -> f32 {
    let longest = table.rows.iter().filter_map(|row| match row.get(n) {
        Some(PaperCell::Text(text)) => Some(text.as_str().chars().count()),
        _ => None,
    });
    let longest = longest.max().unwrap_or(20).max(table.columns[n].head.as_str().chars().count());
    count(longest).sqrt().clamp(3.2, 8.0)
}

/// The name of a row, before the name of a column.
fn row_name(row: &[PaperCell]) -> String {
    let name = row.iter().find_map(|cell| match cell {
        PaperCell::Text(text) => Some(text.as_str()),
        _ => None,
    });
    name.map_or_else(String::new, |name| format!("{name}, "))
}

fn heads(table: &PaperTable, marks: &[bool], look: &Look, grid: &mut Grid<'_>) {
    if table.columns.iter().all(|column| column.head.as_str().is_empty() && column.answers.is_empty()) {
        return;
    }
    let mut cells = Vec::new();
    for (n, column) in table.columns.iter().enumerate() {
        let align = if marks[n] { Align::Centre } else { Align::Start };
        let words = head_words(look, column.head.as_str()).aligned(align);
        let words = match column.icon.filter(|_| !look.is_neutral()) {
            None => words,
            Some(icon) => PaperBox::row(
                6.0,
                RowAlign::Middle,
                vec![(Track::Points(15.0), look.icon(icon.name(), 15.0, style::WHITE)), (Track::Share(1.0), words)],
            ),
        };
        if column.answers.is_empty() {
            cells.push(head_cell(words, column.head.as_str().is_empty()));
            continue;
        }
        // The question stands over its answers, which are heads of their own, and is read before the first.
        let track = mark_column(table, look) + gutter(table, look);
        for (m, answer) in column.answers.iter().enumerate() {
            let text = PaperBox::words(look.text(answer.as_str()), TextKind::Hint, style::QUIET).bare();
            let mut above = PaperBox::column(0.0, Vec::new());
            if m == 0 {
                // As wide as its answers: beyond the edges of this cell, over its neighbours.
                let beyond = [0.0, -track * real(column.answers.len() - 1), 2.0, 0.0];
                let question = head_words(look, column.head.as_str()).aligned(Align::Centre).role(Role::Paragraph);
                above = PaperBox::panel(PanelLook::default(), beyond, question);
            }
            // An answer of two lines leaves the question above all of them.
            cells.push(head_cell(PaperBox::levelled(above, text.aligned(Align::Centre)), false));
        }
    }
    grid.row(cells, true);
}

fn body_cell(cell: &PaperCell, n: usize, name: &str, columns: usize, look: &Look) -> PaperBox {
    match cell {
        PaperCell::Text(text) => {
            let quoted = n == 0 && text.as_str().starts_with(['"', '“', '„', '«']);
            let kind = if quoted { TextKind::Said } else { TextKind::Home };
            // In a table of words alone, the first column says no more of the others than they say of it.
            let head = n == 0 && columns > 2;
            let words = PaperBox::words(look.text(text.as_str()), kind, style::INK).bare();
            let role = if head { Role::HeaderCell(Scope::Row) } else { Role::Cell };
            PaperBox::column(0.0, vec![words]).role(role)
        }
        PaperCell::Ring | PaperCell::Box => marked(cell, name, look),
        PaperCell::Room => {
            let name = if name.trim().is_empty() { &look.labels.words.room_to_write } else { name };
            PaperBox::column(0.0, vec![room(name, look)]).role(Role::Cell)
        }
        PaperCell::Empty => PaperBox::column(0.0, Vec::new()).role(Role::Cell),
    }
}

/// Room in a cell of a table.
fn room(name: &str, look: &Look) -> PaperBox {
    let name = name.trim_end_matches([',', ' ']);
    PaperBox::new(BoxContent::Blank(look.curled(name)))
}

fn marked(cell: &PaperCell, name: &str, look: &Look) -> PaperBox {
    if matches!(cell, PaperCell::Empty | PaperCell::Text(_) | PaperCell::Room) {
        return PaperBox::column(0.0, Vec::new()).role(Role::Cell);
    }
    let square = matches!(cell, PaperCell::Box);
    let size = if square { look.ring() * 0.8 } else { look.ring() };
    let name = if name.trim().is_empty() { &look.labels.words.box_to_tick } else { name };
    PaperBox::column(0.0, vec![look.mark(name, size, square)]).role(Role::Cell)
}

/// Things to mark, one ring for each answer.
pub(super) fn menu(marks: &[(ClientText, MarkSign)], items: &[Option<ClientText>], look: &Look) -> PaperBox {
    if look.is_large() && look.is_small() {
        let answers: Vec<&str> = marks.iter().map(|(mark, _)| mark.as_str()).collect();
        return stacked::menu(&answers, items, look);
    }
    let width = if look.is_large() {
        96.0
    } else if look.is_small() {
        if look.print.reading == ReadingMode::Easy { 64.0 } else { 52.0 }
    } else {
        66.0
    };
    let tracks = [Track::Share(1.0)].into_iter().chain(marks.iter().map(|_| Track::Points(width))).collect();
    let mut grid = Grid::new(look, tracks);
    let head = |(text, sign): &(ClientText, MarkSign)| {
        let words = head_words(look, text.as_str()).aligned(Align::Centre);
        let size = if look.is_large() { 26.0 } else { 18.0 };
        head_cell(PaperBox::column(3.0, vec![sign_disc(*sign, size, look), words]), false)
    };
    let corner = head_cell(PaperBox::column(0.0, Vec::new()), true);
    grid.row([corner].into_iter().chain(marks.iter().map(head)).collect(), true);
    let own = &look.labels.words.blocks.own;
    for item in items {
        let name = item.as_ref().map_or(own.as_str(), ClientText::as_str);
        let first = match item {
            Some(text) => {
                let words = PaperBox::words(look.text(text.as_str()), TextKind::Body, style::INK).bare();
                PaperBox::column(0.0, vec![words]).role(Role::HeaderCell(Scope::Row))
            }
            None => PaperBox::column(0.0, vec![room(own, look)]).role(Role::Cell),
        };
        let rings = marks.iter().map(|(mark, _)| {
            let mark = look.mark(&format!("{name}: {mark}"), look.ring() + 2.0, false);
            PaperBox::column(0.0, vec![mark]).role(Role::Cell)
        });
        grid.row([first].into_iter().chain(rings).collect(), false);
    }
    grid.done()
}

/// ✓, ~ or – in white on a disc. Decoration: the word below says the same.
pub(super) fn sign_disc(sign: MarkSign, size: f32, look: &Look) -> PaperBox {
    let at = |points: &[(f32, f32)]| -> Path {
        Path::polyline(&points.iter().map(|(x, y)| (x * size, y * size)).collect::<Vec<_>>(), false)
    };
    let path = match sign {
        MarkSign::Yes => at(&[(0.28, 0.52), (0.44, 0.67), (0.73, 0.36)]),
        MarkSign::No => at(&[(0.28, 0.5), (0.72, 0.5)]),
        MarkSign::Maybe => Path::curve(
            vec![
                (0.25 * size, 0.55 * size, false),
                (0.36 * size, 0.3 * size, true),
                (0.42 * size, 0.42 * size, true),
                (0.5 * size, 0.5 * size, false),
                (0.58 * size, 0.6 * size, true),
                (0.64 * size, 0.68 * size, true),
                (0.75 * size, 0.45 * size, false),
            ],
            false,
        ),
    };
    let shapes = vec![
        DrawnShape { x: 0.0, y: 0.0, path: Path::circle(size), fill: Some(look.deep()), stroke: None },
        DrawnShape {
            x: 0.0,
            y: 0.0,
            path,
            fill: None,
            stroke: Some(Edge { colour: style::WHITE, weight: size * 0.11, dashed: false }),
        },
    ];
    PaperBox::new(BoxContent::Drawing { upright: true, width: size, height: size, shapes })
}

/// Rows of rings for some weeks: two weeks beside each other, others below.
pub(super) fn weeks(weeks: u8, rows: &[ClientText], look: &Look) -> PaperBox {
    let beside = if look.is_large() || look.is_small() { 1 } else { 2.min(weeks) };
    let words = look.labels.words;
    let size = if look.is_large() { 24.0 } else { 12.0 };
    let track = if look.is_large() {
        30.0
    } else if look.is_small() {
        24.0
    } else {
        18.0
    };
    let mut tracks = vec![Track::Share(1.0)];
    tracks.extend((0..7 * beside).map(|_| Track::Points(track)));
    let mut grid = Grid::new(look, tracks);
    grid.pad = 4.0;
    let head = |n: usize| {
        let short: String = words.days_short[n % 7].chars().take(2).collect();
        head_cell(PaperBox::words(look.text(&short), TextKind::Hint, style::QUIET).bare().aligned(Align::Centre), false)
    };
    let corner = head_cell(PaperBox::column(0.0, Vec::new()), true);
    grid.row([corner].into_iter().chain((0..7 * usize::from(beside)).map(head)).collect(), true);
    let blocks = weeks.div_ceil(beside);
    for (row, block) in rows.iter().flat_map(|row| (0..blocks).map(move |block| (row, block))) {
        let text = Some(row.as_str()).filter(|text| block == 0 && !text.is_empty());
        let mut own: Vec<PaperBox> =
            text.map(|text| PaperBox::words(look.text(text), TextKind::Home, style::INK).bare()).into_iter().collect();
        // Where a row goes on below, each of its lines says which weeks it is for.
        own.extend((blocks > 1).then(|| look.hint(&weeks_of(block * beside + 1, beside, weeks, look)).bare()));
        let role = if own.is_empty() { Role::Cell } else { Role::HeaderCell(Scope::Row) };
        let first = PaperBox::column(0.0, own).role(role);
        let ring = |n: usize| {
            let week = usize::from(block * beside) + n / 7 + 1;
            let name = format!("{row}: {} {week}", words.days[n % 7]);
            let name = name.trim_start_matches(": ");
            let there = week <= usize::from(weeks);
            let inside = if there { vec![look.mark(name, size, false)] } else { Vec::new() };
            PaperBox::column(0.0, inside).role(Role::Cell)
        };
        grid.row([first].into_iter().chain((0..7 * usize::from(beside)).map(ring)).collect(), false);
    }
    grid.done()
}

/// The name of the weeks in one line of a table, of which `weeks` is the last.
fn weeks_of(first: u8, beside: u8, weeks: u8, look: &Look) -> String {
    let words = &look.labels.words.blocks;
    let last = weeks.min(first + beside - 1);
    if first == last {
        return words.week.replace("{n}", &first.to_string());
    }
    words.weeks.replace("{from}", &first.to_string()).replace("{to}", &last.to_string())
}

/// A row for each day of a week.
pub(super) fn log(columns: &[ClientText], look: &Look) -> PaperBox {
    let words = look.labels.words;
    let days = match (look.is_large(), look.is_small()) {
        (true, true) => 30.0,
        (true, false) => 56.0,
        _ => 34.0,
    };
    let mut tracks = vec![Track::Points(days)];
    tracks.extend(columns.iter().map(|_| Track::Share(1.0)));
    let mut grid = Grid::new(look, tracks);
    grid.pad = 2.0;
    grid.ruled = (0..=columns.len()).map(|n| n > 0).collect();
    let corner = head_cell(PaperBox::column(0.0, Vec::new()), true);
    let heads = columns.iter().map(|column| head_cell(head_words(look, column.as_str()), false));
    grid.row([corner].into_iter().chain(heads).collect(), true);
    for (short, day) in words.days_short.iter().zip(&words.days) {
        let first = PaperBox::words(look.text(short), TextKind::Home, style::INK).bare();
        let first = PaperBox::column(0.0, vec![first]).role(Role::HeaderCell(Scope::Row));
        let cells = columns
            .iter()
            .map(|column| PaperBox::column(0.0, vec![room(&format!("{day}, {column}"), look)]).role(Role::Cell));
        grid.row([first].into_iter().chain(cells).collect(), false);
    }
    grid.done()
}

/// An empty month, or the months of a year to ring.
pub(super) fn calendar(span: CalendarSpan, look: &Look) -> PaperBox {
    match span {
        CalendarSpan::Month => month(look),
        CalendarSpan::Year => year(look),
    }
}

/// A month to fill in: its name on tint, the days of the week, and a grid whose rows take what room there is.
fn month(look: &Look) -> PaperBox {
    let words = look.labels.words;
    let height = if look.is_large() { 22.0 } else { 13.0 };
    let name = BoxContent::Line { height, name: words.blocks.month.clone(), rule: None };
    let width = if look.is_large() { 220.0 } else { 150.0 };
    let head = vec![(Track::Fit, look.label(&words.blocks.month)), (Track::Points(width), PaperBox::new(name))];
    let head = PaperBox::row(8.0, RowAlign::Bottom, head);
    let ground = PanelLook { ground: Some(look.tint()), radius: 4.0, ..PanelLook::default() };
    let head = PaperBox::panel(ground, [7.0, 10.0, 6.0, 10.0], head);
    // Lines between the days of a week; each grows with its row.
    let day = |n: usize, content: PaperBox| {
        let bar = (n > 0).then(|| Bar::thread(style::GUIDE, 0.7, 0.0));
        let look = PanelLook { bar, ..PanelLook::default() };
        (Track::Share(1.0), PaperBox::panel(look, [0.0, 0.0, 0.0, 0.7], content))
    };
    let short = |n: usize| {
        let short = PaperBox::words(look.text(&words.days_short[n]), TextKind::Hint, style::QUIET).bare();
        day(n, head_cell(short.aligned(Align::Centre), false))
    };
    let line = || rule_of(0.7, style::GUIDE);
    let row = |cells: Vec<(Track, PaperBox)>| PaperBox::row(0.0, RowAlign::Top, cells).role(Role::Row);
    let mut rows = vec![PaperBox::column(0.0, vec![line(), row((0..7).map(short).collect())])];
    for week in 1..=5 {
        let cell = |n: usize| {
            let room = PaperBox::new(BoxContent::Blank(format!("{} {week}", words.days[n])));
            day(n, PaperBox::column(0.0, vec![room]).role(Role::Cell))
        };
        rows.push(PaperBox::column(0.0, vec![line(), row((0..7).map(cell).collect())]));
    }
    let grid = PaperBox::column(0.0, rows).role(Role::Table);
    let frame = PanelLook { edge: Some(look.edge()), radius: 5.0, ..PanelLook::default() };
    PaperBox::panel(frame, [0.8; 4], PaperBox::column(0.0, vec![head, grid]))
}

fn year(look: &Look) -> PaperBox {
    let month = |name: &String| {
        let label = PaperBox::words(look.text(name), TextKind::Hint, look.deep()).aligned(Align::Centre);
        let inside = PaperBox::column(0.0, vec![label, PaperBox::new(BoxContent::Room(1))]);
        let cell = framed(inside, name, look).role(Role::Body);
        PaperBox::column(0.0, vec![cell]).role(Role::Item)
    };
    let columns = if look.is_large() {
        2
    } else if look.is_small() {
        4
    } else {
        6
    };
    let months = look.labels.words.months.iter().map(month).collect();
    rows(months, columns, 6.0, 6.0).role(Role::PlainList)
}
