//! With `embed-site`, writes a list of the built site's files, so that the binary carries them.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=REWEAVE_SITE");
    if env::var_os("CARGO_FEATURE_EMBED_SITE").is_none() {
        return Ok(());
    }
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let site = env::var_os("REWEAVE_SITE").map_or_else(|| here.join("../target/site"), PathBuf::from);
    let site = site.canonicalize().map_err(|error| {
        let message = format!("no built site at {}: build it before embedding it ({error})", site.display());
        io::Error::new(error.kind(), message)
    })?;
    println!("cargo::rerun-if-changed={}", site.display());
    let mut list = String::from("pub static FILES: &[(&str, &[u8])] = &[\n");
    write_list(&site, "", &mut list)?;
    list.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("site.rs"), list)
}

fn write_list(folder: &Path, prefix: &str, list: &mut String) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    // The same site gives the same binary, whatever order the disk keeps.
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.file_type()?.is_dir() {
            write_list(&entry.path(), &path, list)?;
        } else {
            let file = entry.path();
            // Written as Rust strings: quotes and backslashes in a path come out right.
            list.extend([
                "    (",
                &format!("{path:?}"),
                ", include_bytes!(",
                &format!("{:?}", file.to_string_lossy()),
                ")),\n",
            ]);
        }
    }
    Ok(())
}
