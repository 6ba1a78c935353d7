//! Why a WebGPU accelerator may find no graphics driver on Linux. Only for messages: what really
//! counts is what the Vulkan loader finds.

use std::path::PathBuf;

/// What the Vulkan loader lacks, and the cure; `None` if nothing seems to be missing, or if this
/// system does not reach its GPUs through Vulkan.
pub(crate) fn missing() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if !has_loader(variable("LD_LIBRARY_PATH")) {
        return Some(
            "there is no Vulkan loader, libvulkan.so.1, on this machine. Install it (Debian: \
             libvulkan1) and a Vulkan driver (for a machine without a GPU: mesa-vulkan-drivers)"
                .to_owned(),
        );
    }
    let (named_by, places) = places(variable);
    if has_driver(&places) {
        return None;
    }
    let places: Vec<String> = places.iter().map(|it| it.display().to_string()).collect();
    let places = places.join(", ");
    Some(match named_by {
        Some(name) => format!(
            "{name} names no driver manifest that exists ({places}). Correct it, or unset it to \
             use the drivers of this machine"
        ),
        None => format!(
            "no Vulkan driver is installed (no manifest in {places}). Install that of the GPU, or \
             Mesa's software driver (Debian: mesa-vulkan-drivers)"
        ),
    })
}

fn has_loader(library_path: Option<String>) -> bool {
    const LOADER: &[u8] = b"libvulkan.so.1";
    // The linker's own cache lists every library in its folders.
    if let Ok(cache) = std::fs::read("/etc/ld.so.cache") {
        if cache.windows(LOADER.len()).any(|window| window == LOADER) {
            return true;
        }
    }
    let folders = ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib"];
    let path = library_path.unwrap_or_default();
    std::env::split_paths(&path)
        .chain(folders.into_iter().map(PathBuf::from))
        .any(|folder| folder.join("libvulkan.so.1").exists())
}

/// Where the loader looks for the manifests of drivers, and the variable that says so.
fn places(variable: impl Fn(&str) -> Option<String>) -> (Option<&'static str>, Vec<PathBuf>) {
    // These replace everything else.
    for name in ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"] {
        if let Some(list) = variable(name) {
            return (Some(name), std::env::split_paths(&list).collect());
        }
    }
    let home = variable("HOME").map(PathBuf::from);
    let of_home = |name: &str, below: &str| {
        variable(name)
            .map(PathBuf::from)
            .or_else(|| home.as_ref().map(|home| home.join(below)))
    };
    let list = |name: &str, default: &str| {
        let list = variable(name).unwrap_or_else(|| default.to_owned());
        std::env::split_paths(&list).collect::<Vec<_>>()
    };
    let mut folders: Vec<PathBuf> = of_home("XDG_CONFIG_HOME", ".config").into_iter().collect();
    folders.extend(list("XDG_CONFIG_DIRS", "/etc/xdg"));
    folders.extend(["/usr/local/etc", "/etc"].map(PathBuf::from));
    folders.extend(of_home("XDG_DATA_HOME", ".local/share"));
    folders.extend(list("XDG_DATA_DIRS", "/usr/local/share:/usr/share"));
    let mut places: Vec<PathBuf> = folders
        .iter()
        .map(|folder| folder.join("vulkan/icd.d"))
        .collect();
    if let Some(more) = variable("VK_ADD_DRIVER_FILES") {
        places.extend(std::env::split_paths(&more));
    }
    (None, places)
}

/// True if one of these is a manifest, or a folder with one.
fn has_driver(places: &[PathBuf]) -> bool {
    places.iter().any(|place| {
        if place.is_file() {
            return true;
        }
        std::fs::read_dir(place).is_ok_and(|mut entries| {
            entries.any(|entry| {
                entry.is_ok_and(|entry| entry.path().extension().is_some_and(|it| it == "json"))
            })
        })
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn variables_replace_the_usual_places() {
        let (name, found) =
            places(|name| (name == "VK_DRIVER_FILES").then(|| "/a/b.json:/c".to_owned()));
        assert_eq!(name, Some("VK_DRIVER_FILES"));
        assert_eq!(found, [PathBuf::from("/a/b.json"), PathBuf::from("/c")]);
        let (name, found) = places(|name| (name == "HOME").then(|| "/home/u".to_owned()));
        assert_eq!(name, None);
        for place in [
            "/home/u/.config",
            "/etc",
            "/usr/share",
            "/home/u/.local/share",
        ] {
            let place = PathBuf::from(place).join("vulkan/icd.d");
            assert!(found.contains(&place), "{place:?} in {found:?}");
        }
    }

    #[test]
    fn drivers_are_files_or_folders_with_manifests() {
        let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        assert!(has_driver(&[manifest.join("Cargo.toml")]));
        assert!(!has_driver(&[
            manifest.join("nothing"),
            manifest.join("src")
        ]));
        assert!(has_driver(&[manifest.join("../models/digits")]));
    }
}
