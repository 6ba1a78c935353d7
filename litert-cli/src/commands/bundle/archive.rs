//! Writes a bundle: as a folder, or as an archive of one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::collect::{Contents, Data};
use super::manifest::{Entry, Manifest};

/// Writes it all, and says what was written. What is there already is not touched.
pub(super) fn write(contents: &Contents, out: &Path) -> Result<Manifest> {
    let name = out.file_name().and_then(|name| name.to_str());
    let name = name.with_context(|| format!("{} names no file or folder", out.display()))?;
    ensure!(
        fs::symlink_metadata(out).is_err(),
        "{} is there already: remove it, or name another",
        out.display()
    );
    // A bundle that is not complete must not look like one.
    let partial = out.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = match name.strip_suffix(".tar.gz") {
        Some(folder) => Archive::new(&partial, folder).and_then(|it| write_to(contents, it)),
        None => write_to(contents, Folder(partial.clone())),
    };
    let renamed = written.and_then(|manifest| fs::rename(&partial, out).map(|()| manifest));
    renamed
        .inspect_err(|_| {
            let _ = fs::remove_file(&partial);
            let _ = fs::remove_dir_all(&partial);
        })
        .with_context(|| format!("cannot write {}", out.display()))
}

/// What takes the files of a bundle.
trait Sink {
    fn put(&mut self, path: &str, executable: bool, data: &[u8]) -> io::Result<()>;

    fn finish(self) -> io::Result<()>;
}

fn write_to(contents: &Contents, mut sink: impl Sink) -> io::Result<Manifest> {
    let mut manifest = Manifest {
        format: 1,
        target: contents.target.clone(),
        start: contents.start.clone(),
        needs: contents
            .needs
            .iter()
            .map(|(interface, version)| (interface.clone(), version.to_string()))
            .collect(),
        runtimes: contents.packages.clone(),
        files: Vec::new(),
    };
    for file in &contents.files {
        let read;
        let data = match &file.data {
            Data::Text(text) => text.as_bytes(),
            Data::File(path) => {
                read = fs::read(path)?;
                &read
            }
        };
        sink.put(&file.path, file.executable, data)?;
        manifest.files.push(Entry {
            path: file.path.clone(),
            bytes: data.len() as u64,
            sha256: sha256(data),
            from: file.from.clone(),
        });
    }
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    sink.put("manifest.json", false, text.as_bytes())?;
    let mut sums = String::new();
    for entry in &manifest.files {
        sums += &format!("{}  {}\n", entry.sha256, entry.path);
    }
    sums += &format!("{}  manifest.json\n", sha256(text.as_bytes()));
    sink.put("SHA256SUMS", false, sums.as_bytes())?;
    sink.finish()?;
    Ok(manifest)
}

fn sha256(data: &[u8]) -> String {
    format!("{:x}", Sha256::digest(data))
}

/// A folder on this machine.
struct Folder(PathBuf);

impl Sink for Folder {
    fn put(&mut self, path: &str, executable: bool, data: &[u8]) -> io::Result<()> {
        let file = self.0.join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&file, data)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&file, fs::Permissions::from_mode(mode(executable)))?;
        }
        #[cfg(not(unix))]
        let _ = executable;
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        Ok(())
    }
}

fn mode(executable: bool) -> u32 {
    if executable { 0o755 } else { 0o644 }
}

/// An archive of a folder. The same files make the same archive: it holds no times and no owners.
struct Archive {
    folder: String,
    tar: tar::Builder<GzEncoder<io::BufWriter<fs::File>>>,
}

impl Archive {
    fn new(path: &Path, folder: &str) -> io::Result<Self> {
        let file = io::BufWriter::new(fs::File::create(path)?);
        Ok(Self {
            folder: folder.to_owned(),
            tar: tar::Builder::new(GzEncoder::new(file, Compression::default())),
        })
    }
}

impl Sink for Archive {
    fn put(&mut self, path: &str, executable: bool, data: &[u8]) -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(data.len() as u64);
        header.set_mode(mode(executable));
        header.set_mtime(0);
        let path = format!("{}/{path}", self.folder);
        self.tar.append_data(&mut header, path, data)
    }

    fn finish(self) -> io::Result<()> {
        self.tar.into_inner()?.finish()?.flush()
    }
}
