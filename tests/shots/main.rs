//! Pictures of every screen, and of the sheets that the demo prints: `cargo xtask shots`.
//!
//! Each screen of the two walks in [`tests::screens`], in three sizes, light and dark, as `screen-state-width-scheme.png`.
//! Words behind the command name what to picture: `shots plan situation` makes the pictures whose names hold one of them.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};
use tests::screens::{self, Screen, Walk};

const SIZES: [(u32, u32); 3] = [(1440, 1000), (820, 1180), (390, 844)];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// The size and scheme in which the whole page is on the picture, however long it is.
const WHOLE: (u32, &str) = (1440, "light");

/// A page longer than this is cut: a picture of fifty screens shows nobody anything.
const LONGEST: u32 = 9000;

/// Pixels an inch at which sheets are drawn: a page about as wide as the screen of a small laptop.
const SHEET_RESOLUTION: &str = "96";

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let folder = env::var_os("REWEAVE_SHOTS").map_or_else(default_folder, PathBuf::from);
    fs::create_dir_all(&folder)?;
    let mut count = 0;
    let mut demo = screens::demo().await?;
    while let Some(screen) = demo.next().await? {
        count += picture(&demo, screen, &folder, &wanted).await?;
    }
    if is_wanted("sheet", &wanted) {
        count += sheets(&demo, &folder).await?;
    }
    demo.house.close().await?;
    let mut first = screens::first().await?;
    while let Some(screen) = first.next().await? {
        count += picture(&first, screen, &folder, &wanted).await?;
    }
    first.house.close().await?;
    println!("{count} pictures are in {}", folder.display());
    Ok(())
}

fn default_folder() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/shots")).to_owned()
}

fn is_wanted(name: &str, wanted: &[String]) -> bool {
    wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()))
}

/// All pictures of one screen; gives their number.
async fn picture(walk: &Walk, screen: Screen, folder: &Path, wanted: &[String]) -> anyhow::Result<usize> {
    if !is_wanted(screen.name, wanted) {
        return Ok(0);
    }
    for (width, height) in SIZES {
        for scheme in SCHEMES {
            walk.frame(screen, (width, height), scheme).await?;
            if (width, scheme) == WHOLE {
                let long = walk.house.value("return document.documentElement.scrollHeight").await?;
                let long = u32::try_from(long.as_u64().unwrap_or_default())?.clamp(height, LONGEST);
                walk.frame(screen, (width, long), scheme).await?;
            }
            walk.house.until("return [...document.images].every((image) => image.complete)").await?;
            let file = folder.join(format!("{}-{width}-{scheme}.png", screen.name));
            fs::write(&file, walk.house.page.screenshot().await?)?;
        }
    }
    // The next screen is reached as on a desk.
    walk.house.resize(SIZES[0].0, SIZES[0].1).await?;
    Ok(SIZES.len() * SCHEMES.len())
}

/// The demo's handouts as they are printed, a picture a page; gives their number.
async fn sheets(walk: &Walk, folder: &Path) -> anyhow::Result<usize> {
    for (name, choice) in
        [("both", "for=both"), ("a-neutral", "for=a&discretion=neutral"), ("b-letter", "for=b&paper=letter&country=UK")]
    {
        let (_, pdf) =
            walk.house.download(&walk.address(&format!("/plans/{{juniper-5}}/handout.pdf?{choice}"))?).await?;
        let file = folder.join(format!("sheet-{name}.pdf"));
        fs::write(&file, pdf)?;
        let drawn = Command::new("pdftoppm")
            .args(["-png", "-r", SHEET_RESOLUTION])
            .arg(&file)
            .arg(file.with_extension(""))
            .status();
        ensure!(
            drawn.context("sheets are drawn with pdftoppm: install poppler-utils")?.success(),
            "{name} was not drawn"
        );
        fs::remove_file(&file)?;
    }
    let made = fs::read_dir(folder)?.filter_map(Result::ok);
    Ok(made.filter(|entry| entry.file_name().to_string_lossy().starts_with("sheet-")).count())
}
