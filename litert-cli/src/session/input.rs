//! What a model is fed with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use litert::model::TensorInfo;
use litert::types::{ElementType, Shape};
use litert::{Engine, TensorMut};

use super::engine::Session;
use super::image::{self, Fed, Pixels};
use super::npy::Array;
use super::value;
use crate::names;

/// The options that say what a model is fed with.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "What it is fed with")]
pub(crate) struct Inputs {
    /// What to put into an input: a picture, an .npy file, a raw file, text, or numbers
    ///
    /// Without NAME, inputs are filled in their order. WHAT is
    ///   a .png, .jpg, .bmp, .gif   scaled to the input's size, its pixels as the model's metadata
    ///   or .webp file              says, or see --mean and --std
    ///   a .npy file                an array of NumPy's, of the input's type or of float numbers
    ///   any other file             the input's bytes as they are
    ///   text:WORDS                 one string; lines:FILE gives one string for each line
    ///   random or random:SEED      numbers that are the same each time: float numbers from -1
    ///                              to 1, quantized ones of all values, other integers from 0 to 9
    ///   zeros                      zeros
    /// Inputs that are not named get random:0.
    #[arg(short, long, value_name = "[NAME=]WHAT", verbatim_doc_comment)]
    pub(crate) input: Vec<String>,
    #[command(flatten)]
    pub(crate) pixels: Pixels,
}

/// What goes into one input.
#[derive(Clone, Debug, PartialEq)]
enum Source {
    Picture(PathBuf),
    Npy(PathBuf),
    Raw(PathBuf),
    Text(String),
    Lines(PathBuf),
    Random(u64),
    Zeros,
}

impl Source {
    fn parse(text: &str) -> Result<Self> {
        if let Some(words) = text.strip_prefix("text:") {
            return Ok(Self::Text(words.to_owned()));
        }
        if let Some(path) = text.strip_prefix("lines:") {
            return Ok(Self::Lines(path.into()));
        }
        if let Some(seed) = text.strip_prefix("random:") {
            let seed = seed.parse().ok();
            let seed = seed.with_context(|| format!("'{text}': a seed is a number"))?;
            return Ok(Self::Random(seed));
        }
        ensure!(
            !text.is_empty(),
            "there is nothing to put in: a file, text:WORDS, lines:FILE, random or zeros is wanted"
        );
        let path = PathBuf::from(text);
        let ending = path
            .extension()
            .map(|it| it.to_string_lossy().to_lowercase());
        Ok(match (text, ending.as_deref()) {
            ("random", _) => Self::Random(0),
            ("zeros", _) => Self::Zeros,
            (_, Some(ending)) if image::ENDINGS.contains(&ending) => Self::Picture(path),
            (_, Some(ending)) if image::OTHER_ENDINGS.contains(&ending) => bail!(
                "'{text}': .{ending} files are not read; pictures can be {}",
                image::FORMATS
            ),
            (_, Some("npy")) => Self::Npy(path),
            _ => Self::Raw(path),
        })
    }
}

impl Inputs {
    /// Fills all inputs of a session and lays out its tensors.
    ///
    /// What became of pictures is returned.
    pub(crate) fn fill(&self, session: &mut Session) -> Result<Vec<Fed>> {
        self.fill_round(session, 0)
    }

    /// The same, with other random numbers in each round.
    pub(crate) fn fill_round(&self, session: &mut Session, round: u64) -> Result<Vec<Fed>> {
        let model = session.model().clone();
        let infos = session.signature().inputs().to_vec();
        let sources = self.assign(&infos, round)?;
        let mut runner = session.runner()?;
        // A new shape discards what other inputs hold, so all of them come first.
        let sized = infos.iter().zip(&sources).enumerate();
        let mut loaded = Vec::new();
        for (place, (info, source)) in sized {
            let content = Content::load(source, info, &model, &self.pixels)
                .with_context(|| format!("input {place} '{}'", info.name()))?;
            if let Some(shape) = content.shape(info) {
                runner.resize_input(place, &shape)?;
            }
            loaded.push(content);
        }
        // What the model lacks is no fault of an input's.
        runner.allocate()?;
        for (place, (info, content)) in infos.iter().zip(&mut loaded).enumerate() {
            let written = content.write(&mut *runner, place, info);
            written.with_context(|| format!("input {place} '{}'", info.name()))?;
        }
        runner.allocate()?;
        let pictures = loaded.iter().filter_map(|content| match content {
            Content::Picture(picture) => Some(picture.fed()),
            _ => None,
        });
        Ok(pictures.collect())
    }

    /// Fills a session as another one is filled. Where inputs are random both get the same real
    /// numbers, whatever they store them as: those that a quantized one of the two can hold.
    pub(crate) fn fill_alike(
        &self,
        session: &mut Session,
        other: &mut Session,
        round: u64,
    ) -> Result<()> {
        self.fill_round(session, round)?;
        let sources = self.assign(session.signature().inputs(), round)?;
        let (mut runner, mut other) = (session.runner()?, other.runner()?);
        for (place, source) in sources.iter().enumerate() {
            if !matches!(source, Source::Random(_)) || place >= other.inputs().len() {
                continue;
            }
            let theirs = other.input(place)?;
            let Some(numbers) = value::numbers(&theirs)? else {
                continue;
            };
            let real =
                |it: &TensorInfo| it.element_type().is_float() || !it.quantization().is_none();
            if !(real(&runner.inputs()[place]) && real(&other.inputs()[place])) {
                continue;
            }
            let shape = theirs.shape();
            if !runner.inputs()[place].shape_signature().is_static() {
                runner.resize_input(place, shape.dims())?;
            }
            let numbers: Vec<f32> = numbers.into_iter().map(|it| it as f32).collect();
            let written = runner.input_mut(place)?.write_f32(&numbers);
            written.context("random numbers for both must fit both; see --input")?;
            other
                .input_mut(place)?
                .write_f32(&runner.input(place)?.to_f32()?)?;
        }
        Ok(())
    }

    /// One source for each input.
    fn assign(&self, infos: &[TensorInfo], round: u64) -> Result<Vec<Source>> {
        let mut sources: Vec<Option<Source>> = vec![None; infos.len()];
        let mut next = 0;
        for text in &self.input {
            let names: Vec<&str> = infos.iter().map(TensorInfo::name).collect();
            let (place, what) = match names::assigned(text, &names) {
                Some(named) => named,
                None => {
                    let is_source = ["text:", "lines:"].iter().any(|it| text.starts_with(it));
                    if let Some((name, _)) = text.split_once('=').filter(|_| !is_source) {
                        ensure!(
                            Path::new(text).exists(),
                            "--input {text}: {}",
                            names::unknown("input", name, &names)
                        );
                    }
                    (next, text.as_str())
                }
            };
            let Some(slot) = sources.get_mut(place) else {
                bail!(
                    "--input {text}: the model has {} inputs ({}), and this is one more",
                    infos.len(),
                    names.join(", ")
                );
            };
            ensure!(
                slot.is_none(),
                "--input {text}: this input has been filled already"
            );
            *slot = Some(Source::parse(what).with_context(|| format!("--input {text}"))?);
            while sources.get(next).is_some_and(Option::is_some) {
                next += 1;
            }
        }
        let filled = sources.into_iter().enumerate();
        Ok(filled
            // Two random inputs do not get the same numbers.
            .map(
                |(place, source)| match source.unwrap_or(Source::Random(place as u64)) {
                    Source::Random(seed) => Source::Random(seed.wrapping_add(round << 32)),
                    source => source,
                },
            )
            .collect())
    }
}

/// What goes into one input, read and ready.
enum Content {
    Picture(Box<image::Prepared>),
    Array(Array),
    Bytes(Vec<u8>),
    Strings(Vec<String>),
    Random(u64),
    Zeros,
}

impl Content {
    fn load(
        source: &Source,
        info: &TensorInfo,
        model: &litert::Model,
        pixels: &Pixels,
    ) -> Result<Self> {
        let is_text = info.element_type() == ElementType::String;
        Ok(match source {
            Source::Text(words) => Self::Strings(vec![words.clone()]),
            Source::Lines(path) => {
                let text = String::from_utf8(read(path)?);
                let text = text.with_context(|| format!("{} is no UTF-8", path.display()))?;
                Self::Strings(text.lines().map(str::to_owned).collect())
            }
            Source::Random(seed) if is_text => {
                Self::Strings(vec![format!("text {seed}"); strings_in(info)])
            }
            Source::Zeros if is_text => Self::Strings(vec![String::new(); strings_in(info)]),
            _ if is_text => bail!("it holds text: give it text:WORDS or lines:FILE"),
            Source::Picture(path) => {
                Self::Picture(image::prepare(path, info, model, pixels)?.into())
            }
            Source::Npy(path) => {
                let array = Array::parse(&read(path)?);
                Self::Array(array.with_context(|| path.display().to_string())?)
            }
            Source::Raw(path) => {
                let bytes = read(path)?;
                match info.byte_len() != Some(bytes.len()) && image::is_picture(&bytes) {
                    true => Self::Picture(image::prepare(path, info, model, pixels)?.into()),
                    false => Self::Bytes(bytes),
                }
            }
            Source::Random(seed) => Self::Random(*seed),
            Source::Zeros => Self::Zeros,
        })
    }

    /// The shape that the input must get, if its own does not settle it.
    fn shape(&self, info: &TensorInfo) -> Option<Vec<i32>> {
        let open = info.shape_signature();
        let wanted = match self {
            Self::Picture(picture) => picture.shape(),
            Self::Array(array) => array.shape.clone(),
            // Strings bring their shape along.
            _ => return None,
        };
        (!open.is_static() && Shape::new(&wanted).is_ok_and(|it| open.accepts(&it)))
            .then_some(wanted)
    }

    fn write(&mut self, runner: &mut dyn Engine, place: usize, info: &TensorInfo) -> Result<()> {
        if let Self::Strings(strings) = self {
            let shape = shape_for_strings(info.shape_signature(), strings.len());
            return Ok(runner.write_strings(place, &shape, strings)?);
        }
        let mut input = runner.input_mut(place)?;
        match self {
            Self::Picture(picture) => picture.write(&mut input)?,
            Self::Array(array) => write_array(array, &mut input)?,
            Self::Bytes(bytes) => input.copy_from_bytes(bytes)?,
            Self::Random(seed) => fill_random(*seed, &mut input),
            Self::Zeros | Self::Strings(_) => input.fill_zero(),
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(path);
    bytes.with_context(|| {
        format!(
            "cannot read {}; besides files there are text:, lines:, random and zeros",
            path.display()
        )
    })
}

/// How many strings an input takes at least: open dimensions count once.
fn strings_in(info: &TensorInfo) -> usize {
    let dims = info.shape_signature();
    let sizes = dims.iter().map(|&dim| usize::try_from(dim).unwrap_or(1));
    sizes.product()
}

/// As many strings in a shape that the input takes. Where they fit none, it is the one that
/// `write_strings` complains about.
fn shape_for_strings(open: Shape, count: usize) -> Vec<i32> {
    let mut shape: Vec<i32> = open.dims().to_vec();
    let count = i32::try_from(count).unwrap_or(i32::MAX);
    let Some(at) = shape.iter().position(|&dim| dim < 0) else {
        // A list of any length can stand in the place of one string.
        if open.rank() <= 1 && open.num_elements() == Some(1) && count != 1 {
            shape = vec![count];
        }
        return shape;
    };
    for dim in shape.iter_mut().filter(|dim| **dim < 0) {
        *dim = 1;
    }
    let others: i32 = shape.iter().product();
    shape[at] = count.checked_div(others).unwrap_or(count).max(1);
    shape
}

fn write_array(array: &Array, input: &mut TensorMut<'_>) -> Result<()> {
    let shape = input.shape();
    ensure!(
        array.shape == shape.dims(),
        "the array has the shape {:?}, and the input {shape}; --shape gives it another",
        array.shape
    );
    if array.element_type == input.element_type() {
        input.copy_from_bytes(&array.bytes)?;
    } else if let Some(values) = array.to_f32() {
        // Real numbers are quantized on their way in.
        input.write_f32(&values)?;
    } else {
        bail!(
            "the array holds {}, and the input {}",
            array.element_type,
            input.element_type()
        );
    }
    Ok(())
}

/// Numbers that look random and are the same each time. A test of agreement needs values that
/// differ from each other, and that do not drive a model out of its range.
fn fill_random(seed: u64, input: &mut TensorMut<'_>) {
    let mut random = fastrand::Rng::with_seed(seed);
    let quantized = !input.quantization().is_none();
    let element_type = input.element_type();
    let count = input.shape().num_elements().unwrap_or(0);
    let mut real = || random.f32() * 2.0 - 1.0;
    if element_type.is_float() {
        let values: Vec<f32> = (0..count).map(|_| real()).collect();
        // Float types without a conversion of their own stay at zero.
        if input.write_f32(&values).is_err() {
            input.fill_zero();
        }
        return;
    }
    let width = element_type
        .size_bits()
        .map_or(1, |bits| bits as usize / 8)
        .max(1);
    match element_type {
        ElementType::Complex64 => {
            let parts = (0..2 * count).flat_map(|_| real().to_ne_bytes());
            let bytes: Vec<u8> = parts.collect();
            input.bytes_mut().copy_from_slice(&bytes);
        }
        ElementType::Complex128 => {
            let parts = (0..2 * count).flat_map(|_| f64::from(real()).to_ne_bytes());
            let bytes: Vec<u8> = parts.collect();
            input.bytes_mut().copy_from_slice(&bytes);
        }
        ElementType::Bool => input.bytes_mut().fill_with(|| random.u8(0..2)),
        // One byte each, of all values: what a quantized input of 8 bits holds, and packed ones.
        _ if width == 1 && (quantized || element_type.size_bits() != Some(8)) => {
            random.fill(input.bytes_mut());
        }
        // Plain bytes are pixels more often than not.
        ElementType::UInt8 => random.fill(input.bytes_mut()),
        // Quantized in 16 or 32 bits: small numbers on both sides of zero.
        _ if quantized => {
            let values: Vec<f32> = (0..count).map(|_| random.f32() * 2.0 - 1.0).collect();
            if input.write_f32(&values).is_err() {
                input.fill_zero();
            }
        }
        // Plain integers are counts and places in tables; large ones would lie outside.
        _ => {
            let little = cfg!(target_endian = "little");
            for element in input.bytes_mut().chunks_exact_mut(width) {
                element.fill(0);
                let low = if little { 0 } else { width - 1 };
                element[low] = random.u8(0..10);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_told_apart() {
        let read = |text: &str| Source::parse(text).unwrap();
        assert_eq!(read("random"), Source::Random(0));
        assert_eq!(read("random:7"), Source::Random(7));
        assert_eq!(read("zeros"), Source::Zeros);
        assert_eq!(read("text:a b"), Source::Text("a b".to_owned()));
        assert_eq!(read("a.JPG"), Source::Picture("a.JPG".into()));
        assert_eq!(read("a.npy"), Source::Npy("a.npy".into()));
        assert_eq!(read("a.bin"), Source::Raw("a.bin".into()));
        assert!(Source::parse("random:x").is_err());
        assert_eq!(read("a.webp"), Source::Picture("a.webp".into()));
        let other = Source::parse("a.HEIC").unwrap_err().to_string();
        assert!(other.contains("PNG, JPEG, BMP, GIF and WebP"), "{other}");
    }

    #[test]
    fn strings_get_a_shape() {
        let shape = |dims: &[i32], count| shape_for_strings(Shape::new(dims).unwrap(), count);
        assert_eq!(shape(&[], 1), [0; 0]);
        assert_eq!(shape(&[], 2), [2]);
        assert_eq!(shape(&[1, 1], 1), [1, 1]);
        assert_eq!(shape(&[-1], 3), [3]);
        assert_eq!(shape(&[1], 3), [3]);
        assert_eq!(shape(&[-1, -1], 2), [2, 1]);
        // Rows of three; one string fills none, and is told so.
        assert_eq!(shape(&[-1, 3], 6), [2, 3]);
        assert_eq!(shape(&[-1, 3], 1), [1, 3]);
        assert_eq!(shape(&[1, 3], 1), [1, 3]);
        assert_eq!(shape(&[1, 3], 3), [1, 3]);
    }
}
