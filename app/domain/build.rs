//! Lists the content files, so that the library travels inside the binary and inside the browser build.

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

/// The folders under `content/`, one a language.
const LANGUAGES: [&str; 3] = ["en", "de", "es"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=content");
    let content = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("content");
    let out = env::var("OUT_DIR")?;
    for language in LANGUAGES {
        let list = list(&content.join(language))?;
        fs::write(Path::new(&out).join(format!("content_{language}.rs")), list)?;
    }
    Ok(())
}

/// The files below `root`, as the source of a slice of paths and texts.
fn list(root: &Path) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(root, root, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let path = root.join(&file);
        let path = path.to_str().ok_or("the path to the content is not Unicode")?;
        writeln!(list, "    ({file:?}, include_str!({path:?})),")?;
    }
    list.push_str("]\n");
    Ok(list)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "md") {
            let name = path.strip_prefix(root)?.to_str().ok_or("a content file name is not Unicode")?;
            files.push(name.replace('\\', "/"));
        }
    }
    Ok(())
}
