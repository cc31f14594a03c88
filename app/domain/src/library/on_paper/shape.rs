//! The shape of a sheet in a few words, so that a translation can be compared with the English one.

use super::{
    PaperBlock, PaperCell, PaperFigure, PaperSheet, PaperStep, Pictogram, PrintedText, WritingField, block::MarkSign,
};

/// The shape of the head and of each block, in order.
pub(crate) fn shape(sheet: &PaperSheet) -> Vec<String> {
    let text = match &sheet.head.text {
        PrintedText::All => "text all".to_owned(),
        PrintedText::None => "text none".to_owned(),
        PrintedText::Only(numbers) => format!("text {numbers:?}"),
    };
    let head = format!(
        "head ({}{}, {text}, {:?})",
        icon(sheet.head.icon),
        if sheet.head.lead.is_some() { "lead" } else { "no lead" },
        sheet.head.copies
    );
    let neutral = sheet.neutral.iter().flat_map(|blocks| {
        [format!("neutral ({} blocks)", blocks.len())].into_iter().chain(blocks.iter().map(of_block))
    });
    let pictures = sheet.pictures.iter().map(|panel| format!("picture {}{:?}", icon(Some(panel.icon)), panel.draw));
    [head].into_iter().chain(sheet.blocks.iter().map(of_block)).chain(neutral).chain(pictures).collect()
}

fn icon(icon: Option<Pictogram>) -> String {
    icon.map_or_else(String::new, |icon| format!("{{{}}} ", icon.name()))
}

fn fields(fields: &[WritingField]) -> String {
    let lines: Vec<String> = fields.iter().map(|field| format!("{}{}", icon(field.icon), field.lines)).collect();
    format!("({} fields: {})", fields.len(), lines.join(" "))
}

fn steps(steps: &[PaperStep]) -> String {
    let icons: Vec<String> = steps.iter().map(|step| icon(step.icon)).collect();
    format!("({} steps: {})", steps.len(), icons.concat().trim_end())
}

fn of_block(block: &PaperBlock) -> String {
    match block {
        PaperBlock::Heading(_) => "heading".into(),
        PaperBlock::Paragraph(_) => "paragraph".into(),
        PaperBlock::Note(_) => "note".into(),
        PaperBlock::Steps(own) => format!("steps {}", steps(own)),
        PaperBlock::Tiles { columns, rows, steps: own } => format!("tiles {columns}x{rows} {}", steps(own)),
        PaperBlock::Plan(own) => format!("plan {}", fields(own)),
        PaperBlock::Checks(texts) => format!("{} boxes", texts.len()),
        PaperBlock::Fields(own) => format!("fields {}", fields(own)),
        PaperBlock::Cells { columns, rows, fields: own } => format!("cells {columns}x{rows} {}", fields(own)),
        PaperBlock::Flow(own) => format!("flow {}", fields(own)),
        PaperBlock::Agenda { begin, points, end } => {
            format!("agenda {}{}{}", icon(begin.icon), icon(end.icon), fields(points))
        }
        PaperBlock::Table(table) => {
            let heads: Vec<String> =
                table.columns.iter().map(|column| format!("{}{}", icon(column.icon), column.answers.len())).collect();
            let row = |row: &Vec<PaperCell>| row.iter().map(of_cell).collect::<String>();
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            format!("table ({} columns: {}; {})", heads.len(), heads.join(" "), rows.join(" "))
        }
        PaperBlock::Menu { marks, items } => {
            let signs: String = marks.iter().map(|(_, sign)| of_sign(*sign)).collect();
            let items: String = items.iter().map(|item| if item.is_some() { 't' } else { '_' }).collect();
            format!("menu {signs} ({items})")
        }
        PaperBlock::Tickets { number, asks } => format!("tickets {number} ({} lines)", asks.len()),
        PaperBlock::Scale { ends, rows, .. } => format!("scale ({} words, {} rows)", ends.len(), rows.len()),
        PaperBlock::Thermometer { ends, .. } => format!("thermometer ({} words)", ends.len()),
        PaperBlock::Week(_) => "week".into(),
        PaperBlock::Weeks { weeks, rows } => format!("{weeks} weeks ({} rows)", rows.len()),
        PaperBlock::Log(columns) => format!("log ({} columns)", columns.len()),
        PaperBlock::Calendar(span) => format!("calendar {span:?}"),
        PaperBlock::Letters(_) => "letters".into(),
        PaperBlock::Figure(figure) => of_figure(figure),
        PaperBlock::Lights(lights) => format!("lights {:?}", lights.each_ref().map(|light| light.field.lines)),
        PaperBlock::Dates(labels) => format!("dates ({})", labels.len()),
        PaperBlock::Fork { .. } => "fork".into(),
        PaperBlock::Choose { options, large } => {
            let shapes: String = options.iter().map(|option| if option.is_some() { 't' } else { '_' }).collect();
            format!("choose ({shapes}){}", if *large { " large" } else { "" })
        }
        PaperBlock::Say(texts) => format!("say ({})", texts.len()),
        PaperBlock::Frame(gaps) => format!("frame ({} gaps)", gaps.iter().filter(|(_, lines)| *lines > 0).count()),
        PaperBlock::Crisis(_) => "crisis".into(),
        PaperBlock::Agree { lines, names, .. } => format!("agree ({lines} lines, names {names})"),
        PaperBlock::Card { fields: own, .. } => format!("card {}", fields(own)),
        PaperBlock::Cards { number, fields: own, .. } => format!("cards {number} {}", fields(own)),
    }
}

fn of_cell(cell: &PaperCell) -> char {
    match cell {
        PaperCell::Text(_) => 't',
        PaperCell::Ring => 'o',
        PaperCell::Box => 'b',
        PaperCell::Room => '_',
        PaperCell::Empty => '.',
    }
}

fn of_sign(sign: MarkSign) -> char {
    match sign {
        MarkSign::Yes => '+',
        MarkSign::Maybe => '~',
        MarkSign::No => '-',
    }
}

fn of_figure(figure: &PaperFigure) -> String {
    match figure {
        PaperFigure::Loop { boxes, middle } => format!("loop ({}, middle {})", boxes.len(), middle.is_some()),
        PaperFigure::Rings(texts) => format!("rings ({})", texts.len()),
        PaperFigure::Circles(_) => "circles".into(),
        PaperFigure::Ladder { rungs, .. } => format!("ladder {rungs}"),
        PaperFigure::Dial { highest, words, cells } => format!("dial {highest} ({}, {})", words.len(), cells.len()),
        PaperFigure::Wave { inside, .. } => format!("wave (inside {})", inside.is_some()),
        PaperFigure::Pie { parts, filled } => format!("pie ({}, {filled:?})", parts.len()),
        PaperFigure::Bands(_) => "bands".into(),
        PaperFigure::Bars(bars) => format!("bars {:?}", bars.iter().map(|(minutes, _)| *minutes).collect::<Vec<_>>()),
        PaperFigure::Timeline { rows, choice, .. } => format!("timeline ({}, {})", rows.len(), choice.is_some()),
    }
}
