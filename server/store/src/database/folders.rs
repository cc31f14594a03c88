//! The standard folders of the platform.

use std::path::PathBuf;

use etcetera::app_strategy::{AppStrategy as _, AppStrategyArgs, choose_native_strategy};

use crate::StoreError;

/// The standard folders of the platform.
pub(crate) struct PlatformFolders {
    pub(crate) data: PathBuf,
    pub(crate) config: PathBuf,
}

pub(crate) fn platform_folders() -> Result<PlatformFolders, StoreError> {
    let name = || "Reweave".to_owned();
    let app = AppStrategyArgs { top_level_domain: "org".into(), author: name(), app_name: name() };
    let folders = choose_native_strategy(app).map_err(|_| StoreError::NoFolder)?;
    Ok(PlatformFolders { data: folders.data_dir(), config: folders.config_dir() })
}

/// Returns the folder of an embedded database.
pub(crate) fn data_folder(folder: Option<&PathBuf>) -> Result<PathBuf, StoreError> {
    folder.cloned().map_or_else(|| platform_folders().map(|folders| folders.data), Ok)
}
