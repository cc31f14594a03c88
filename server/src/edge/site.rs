//! The static files: script, module, style sheet, fonts, icon. They are read once and kept in memory (under two
//! megabytes), so no request path ever reaches the disk.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

#[cfg(feature = "embed-site")]
mod embedded {
    // `FILES: &[(&str, &[u8])]`, written by the build script from the built site.
    include!(concat!(env!("OUT_DIR"), "/site.rs"));
}

/// The site could not be read.
#[derive(Debug, thiserror::Error)]
pub enum NoSite {
    /// There is no built site in this folder.
    #[error("there is no built site at {0}; run `cargo xtask build`, or name its folder with --site")]
    Missing(PathBuf),
    /// A file could not be read.
    #[error("could not read the site at {0}")]
    Unreadable(PathBuf, #[source] io::Error),
}

/// A file with its compressed forms, made when the site was built.
#[derive(Clone, Debug, Default)]
pub struct Asset {
    /// The uncompressed file.
    pub plain: Cow<'static, [u8]>,
    /// The brotli form.
    pub brotli: Option<Cow<'static, [u8]>>,
    /// The gzip form.
    pub gzip: Option<Cow<'static, [u8]>>,
}

/// All files, by their path without the first slash, for example `pkg/reweave.css`.
#[derive(Clone, Debug, Default)]
pub struct Site {
    assets: BTreeMap<String, Asset>,
    version: String,
}

impl Site {
    /// Loads the site from this folder; without one, the site inside this binary; without that, the one in `target`.
    pub fn find(folder: Option<&Path>) -> Result<Self, NoSite> {
        match folder {
            Some(folder) => Self::in_folder(folder),
            None => Self::at_hand(),
        }
    }

    #[cfg(feature = "embed-site")]
    fn at_hand() -> Result<Self, NoSite> {
        let file = |(path, bytes): &(&str, &'static [u8])| ((*path).to_owned(), Cow::Borrowed(*bytes));
        Ok(Self::from_files(embedded::FILES.iter().map(file)))
    }

    #[cfg(not(feature = "embed-site"))]
    fn at_hand() -> Result<Self, NoSite> {
        let own = if cfg!(debug_assertions) { "target/site-debug" } else { "target/site" };
        let own = Path::new(own);
        Self::in_folder(if own.is_dir() { own } else { Path::new("target/site") })
    }

    /// Loads the site from this folder.
    pub fn in_folder(folder: &Path) -> Result<Self, NoSite> {
        if !folder.join("pkg").is_dir() {
            return Err(NoSite::Missing(folder.into()));
        }
        let mut files = Vec::new();
        collect(folder, "", &mut files).map_err(|error| NoSite::Unreadable(folder.into(), error))?;
        Ok(Self::from_files(files))
    }

    /// Makes a site from these files; `a.css.br` and `a.css.gz` become compressed forms of `a.css`.
    pub fn from_files(files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>) -> Self {
        let mut assets = BTreeMap::<String, Asset>::new();
        for (path, bytes) in files {
            if let Some(path) = path.strip_suffix(".br") {
                assets.entry(path.to_owned()).or_default().brotli = Some(bytes);
            } else if let Some(path) = path.strip_suffix(".gz") {
                assets.entry(path.to_owned()).or_default().gzip = Some(bytes);
            } else {
                assets.entry(path).or_default().plain = bytes;
            }
        }
        let version = version(&assets);
        Self { assets, version }
    }

    /// Returns the file at this path, without the leading slash.
    pub fn asset(&self, path: &str) -> Option<&Asset> {
        self.assets.get(path)
    }

    /// Returns the version in the addresses of script, module and style sheet, which changes with any of them.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// Hashes the files into a version. It is not a security feature, so the standard hasher, which has fixed keys, is
/// enough.
fn version(assets: &BTreeMap<String, Asset>) -> String {
    let mut hasher = DefaultHasher::new();
    for (path, asset) in assets {
        path.hash(&mut hasher);
        asset.plain.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, Cow<'static, [u8]>)>) -> io::Result<()> {
    for entry in folder.read_dir()? {
        let entry = entry?;
        // A name that is not Unicode cannot be asked for.
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else {
            files.push((path, std::fs::read(entry.path())?.into()));
        }
    }
    Ok(())
}
