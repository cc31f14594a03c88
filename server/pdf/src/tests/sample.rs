//! Sample documents.

use crate::{
    document::{
        ContentBlock, DirectoryEntry, Document, Emphasis, HeadingLevel, ListMarker, ParagraphKind, Text, WritingSpace,
    },
    labels::SheetLabels,
};

fn body(text: impl Into<Text>) -> ContentBlock {
    ContentBlock::Paragraph(ParagraphKind::Body, text.into())
}

fn document(title: &str, blocks: Vec<ContentBlock>) -> Document {
    let mut all = vec![ContentBlock::Heading(HeadingLevel::Title, title.into())];
    all.extend(blocks);
    Document { title: title.to_owned(), language: "en", blocks: all }
}

/// Returns a document of two pages with every kind of block.
pub(super) fn guide() -> Document {
    let mut blocks = vec![
        ContentBlock::Paragraph(ParagraphKind::Lead, "A page or two for both of you. Read it when the house is quiet, write on it with a pen, and keep it where you both can find it.".into()),
        ContentBlock::Heading(HeadingLevel::Part, "Why a small gesture is often enough".into()),
        body(Text::from("Most couples disagree, and many of them do so every week. What tends to matter is not the ").then("quarrel", Emphasis::Italic).then(" itself but the hour that follows it. We call what happens then a ", Emphasis::Regular).then("repair", Emphasis::Bold).then(": a word, a look or a cup of tea that says “we are still on the same side”. Early and clumsy works better than late and perfect, and nobody needs to be eloquent for it.", Emphasis::Regular)),
        body("A repair can be practised like anything else. The first few may feel stiff; that shows effort, not failure. After five or six honest attempts, most people find that the words begin to sound like their own."),
        ContentBlock::Heading(HeadingLevel::Part, "Five steps".into()),
        ContentBlock::List(ListMarker::Number, steps()),
        ContentBlock::Callout {
            title: "Before you begin".into(),
            blocks: vec![ContentBlock::List(ListMarker::Bullet, ["Leave both phones in another room.", "Sit side by side, or at the corner of a table, rather than face-to-face; many couples find that it is less of a confrontation that way.", "Agree how long you will talk. A quarter of an hour is plenty for the first time."].map(Text::from).to_vec())],
        },
        ContentBlock::Heading(HeadingLevel::Part, "When one of you is flooded".into()),
        body(Text::from("When the body sounds its alarm, thinking becomes difficult. These signs mean ").then("pause now", Emphasis::Italic).then(", whatever it is about:", Emphasis::Regular)),
        ContentBlock::List(ListMarker::Bullet, ["your heart beats faster than about a hundred times a minute;", "you say the same sentence again, only louder;", "you cannot remember what was said a moment ago;", "you want to leave, to freeze or to say something final."].map(Text::from).to_vec()),
        body(Text::from("If talking ever makes you feel ").then("unsafe", Emphasis::Bold).then(", leave this sheet aside and speak to your counsellor alone.", Emphasis::Regular)),
        ContentBlock::Heading(HeadingLevel::Part, "What we agree on".into()),
    ];
    blocks.extend(
        [
            "Either of us may call a pause at any time, without a reason.",
            "Whoever calls it also says when we meet again.",
            "We do not follow each other from room to room.",
        ]
        .map(|words| ContentBlock::Checkbox(words.into())),
    );
    blocks.push(ContentBlock::FillIn("Our signal for a pause".into(), WritingSpace::Below(1)));
    blocks.push(ContentBlock::FillIn("What helps me to calm down".into(), WritingSpace::Below(2)));
    blocks.push(ContentBlock::FillIn("What I like about the way you try".into(), WritingSpace::Below(2)));
    blocks.push(body("Bring this sheet with you next time. No answer is wrong, and nobody will mark it."));
    document("Finding each other again after a quarrel", blocks)
}

fn steps() -> Vec<Text> {
    [
        ("Stop first.", " If either of you notices a racing heart, a tight jaw or the wish to win, say so and stop for twenty minutes. Agree when you will be back."),
        ("See to your own body.", " Walk, stretch, breathe out slowly, drink some water. Rehearsing what you will say keeps the alarm on."),
        ("Say what you feel, not what they did.", " “I felt shut out when the door closed” opens a door. “You always walk away” closes one."),
        ("Listen until they feel understood.", " One need not agree in order to say it back well."),
        ("Offer one small thing.", " Something should change: a plan for next time, a hand on the shoulder, fresh coffee."),
    ]
    .map(|(bold, rest)| Text::bold(bold).then(rest, Emphasis::Regular))
    .to_vec()
}

/// Returns a document like a handout: two exercises, one with optional homework, and help lines.
pub(super) fn handout() -> Document {
    let labels = SheetLabels::of("en").words;
    let mut blocks = vec![
        ContentBlock::Paragraph(
            ParagraphKind::Lead,
            "For the two of you, for this week. Take what fits and leave the rest.".into(),
        ),
        ContentBlock::Paragraph(ParagraphKind::SmallPrint, labels.stays_here.as_str().into()),
        ContentBlock::Heading(HeadingLevel::Part, "Time out that both can trust".into()),
        body(
            "A time out works when both know three things: how it is called, how long it lasts, and who comes back first.",
        ),
        body(
            "Choose a word or a sign together while things are calm. Whoever uses it is not giving up; they are looking after the talk. After twenty to forty minutes the one who called it comes back and says so.",
        ),
        ContentBlock::Checkbox("We have chosen a sign that both of us will notice.".into()),
        ContentBlock::Checkbox("We know where each of us goes, and that neither follows.".into()),
        ContentBlock::Checkbox(
            "Whoever called the pause comes back first, even if only to ask for more time, and says when that will be."
                .into(),
        ),
        ContentBlock::FillIn("Our sign is".into(), WritingSpace::Below(1)),
        ContentBlock::FillIn("Afterwards we begin with".into(), WritingSpace::Below(2)),
        ContentBlock::Callout {
            title: labels.this_week.as_str().into(),
            blocks: vec![body(
                "Try the sign once when nothing is wrong, so that it is not new when you need it. Three minutes are enough.",
            )],
        },
        ContentBlock::Heading(HeadingLevel::Part, "An hour without a plan".into()),
        body(
            "One hour that belongs to both of you, with nothing to achieve. Sit close or apart, talk or be quiet. What you notice matters more than what you do.",
        ),
        ContentBlock::FillIn("I noticed".into(), WritingSpace::Below(3)),
        ContentBlock::Callout {
            title: labels.this_week.as_str().into(),
            blocks: vec![
                body("One hour on a day that suits both. Take turns to choose how it begins."),
                ContentBlock::Paragraph(
                    ParagraphKind::Body,
                    Text::default().then(labels.invitation.as_str(), Emphasis::Italic),
                ),
                ContentBlock::FillIn(labels.good_until.as_str().into(), WritingSpace::Beside),
            ],
        },
        ContentBlock::Divider,
        ContentBlock::Paragraph(
            ParagraphKind::SmallPrint,
            "You may stop at any time, and you need not say why.".into(),
        ),
        ContentBlock::Paragraph(
            ParagraphKind::SmallPrint,
            "If something here does not feel right, leave it out and tell your counsellor.".into(),
        ),
        ContentBlock::Heading(HeadingLevel::Part, labels.help.as_str().into()),
    ];
    blocks.push(ContentBlock::Entries(
        [
            ("Quiet Line", "0800 000 0000", "Text or chat: text CALM to 00000 · Day and night · Checked on 3 May 2026"),
            ("Łódź Linia Rozmów", "22 000 00 00", "Weekdays 9 to 17 · Checked on 1 March 2026"),
            ("One more", "000", "Always"),
        ]
        .map(|(name, text, detail)| DirectoryEntry { name: Text::bold(name), text: text.into(), detail: detail.into() })
        .to_vec(),
    ));
    document("Two small things for this week", blocks)
}

/// Returns a document of more than ten pages.
pub(super) fn long() -> Document {
    let once = guide().blocks.into_iter().skip(1);
    let blocks = (0..8).flat_map(|_| once.clone()).collect();
    document(
        "Everything, over and over, under a title that is so long that the foot of the page has no room for all of its words, not even nearly",
        blocks,
    )
}
