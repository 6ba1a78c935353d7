//! From a frame to the input of a model.

mod axis;
mod describe;
mod fit;
mod resample;
mod spec;
mod store;
mod turned;

use litert::model::TensorInfo;
use litert::model::metadata::{Normalization, TensorMetadata};
use litert::types::ElementType;
use litert::{Model, TensorMut};

use axis::Axis;
use fit::Placement;
pub use fit::{Fit, Sampling};
use resample::{Job, Scratch};
use spec::Spec;
pub use spec::{Color, Layout, ValuesFrom};
use store::{Out, Target, Values};

use crate::error::{Error, Result};
use crate::frame::{Frame, RowCache, Rows};
use crate::geometry::Size;
use crate::transform::Transform;

/// An input of a model that takes pictures: brings frames into its size and writes them into its tensor.
///
/// What the input wants is read from the model: size, channels first or last, element type, quantization, and
/// how pixels become numbers. How the picture is fitted and sampled is not written in models; see [`Fit`] and
/// [`Sampling`].
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use litert::{Interpreter, Model};
/// use litert_tasks::{Fit, ImageInput, Picture, Point, Sampling};
///
/// let model = Model::from_file("../models/digits/digits_int8.tflite")?;
/// let mut interpreter = Interpreter::new(&model)?;
/// let mut input = ImageInput::of(&model, 0)?
///     .fit(Fit::Letterbox { pad: 0, center: true })
///     .sampling(Sampling::Antialias);
///
/// let picture = Picture::filled(200, 100, [255; 3])?;
/// let transform = input.write(&picture, &mut interpreter.input_mut(0)?)?;
/// interpreter.run()?;
///
/// // The input is 16x16, so there are borders of 4 above and below, and a pixel stands for 12.5.
/// assert_eq!(transform.to_picture(Point::new(8.0, 8.0)), Point::new(100.0, 50.0));
/// assert_eq!(transform.to_picture(Point::new(0.0, 4.0)), Point::new(0.0, 0.0));
/// # Ok(())
/// # }
/// ```
///
/// It keeps what it computed for a size, and its memory: writing frames of one size takes no allocation after
/// the first.
#[derive(Debug)]
pub struct ImageInput {
    spec: Spec,
    fit: Fit,
    sampling: Sampling,
    values: Values,
    planned: Option<(Key, Placement)>,
    along: Axis,
    across: Axis,
    cache: RowCache,
    scratch: Scratch,
}

/// What a plan depends on, besides `fit` and `sampling`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key {
    upright: Size,
    on_its_side: bool,
    backwards: (bool, bool),
    tensor: Size,
}

impl ImageInput {
    /// The input at a position of the model's default signature.
    ///
    /// # Errors
    /// [`Error::Model`] if there is none or it takes no picture; [`Error::Engine`] if the model's metadata is
    /// damaged.
    pub fn of(model: &Model, position: usize) -> Result<Self> {
        let inputs = model.default_signature().inputs();
        let Some(info) = inputs.get(position) else {
            return Err(Error::model(format!(
                "there is no input {position}: the model has {}",
                inputs.len()
            )));
        };
        // It describes the inputs of the main graph in order.
        let mut graph = model.view().main_subgraph().inputs();
        let described = graph.position(|tensor| tensor.index() == info.index());
        let metadata = model.metadata()?.unwrap_or_default();
        let graph = metadata.subgraphs.first();
        let described = graph.and_then(|graph| graph.inputs.get(described?));
        Self::of_tensor(info, described)
    }

    /// An input of an engine, with what the model's metadata says of it.
    ///
    /// # Errors
    /// [`Error::Model`] if it takes no picture.
    pub fn of_tensor(info: &TensorInfo, described: Option<&TensorMetadata>) -> Result<Self> {
        Self::with_layout(info, described, None)
    }

    /// As [`of_tensor`](Self::of_tensor), for a shape that can be read either way, or that should be read in
    /// one way.
    ///
    /// # Errors
    /// [`Error::Model`] if it takes no picture in this layout.
    pub fn with_layout(
        info: &TensorInfo,
        described: Option<&TensorMetadata>,
        layout: Option<Layout>,
    ) -> Result<Self> {
        let spec = Spec::of(info, described, layout)?;
        Ok(Self::from_spec(spec))
    }

    fn from_spec(spec: Spec) -> Self {
        Self {
            values: Values::of(&spec),
            spec,
            fit: Fit::default(),
            sampling: Sampling::default(),
            planned: None,
            along: Axis::default(),
            across: Axis::default(),
            cache: RowCache::default(),
            scratch: Scratch::default(),
        }
    }

    /// How pictures are brought into shape: stretched, if not said.
    #[must_use]
    pub fn fit(mut self, fit: Fit) -> Self {
        self.set_fit(fit);
        self
    }

    /// Changes how pictures are brought into shape, such as to the next region.
    pub fn set_fit(&mut self, fit: Fit) {
        if self.fit != fit {
            self.fit = fit;
            self.planned = None;
        }
    }

    /// How pixels are computed: as OpenCV does, if not said.
    #[must_use]
    pub fn sampling(mut self, sampling: Sampling) -> Self {
        self.sampling = sampling;
        self.planned = None;
        self
    }

    /// How pixels become numbers, instead of what the model says: `(pixel - mean) / std`, with pixels from 0
    /// to 255. The input's quantization comes after it.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if there are neither 1 number nor one for each channel, a number is not
    /// finite, or a `std` is 0.
    pub fn normalization(mut self, normalization: Normalization) -> Result<Self> {
        self.spec.check(&normalization)?;
        self.spec.normalization = Some(normalization);
        self.spec.values_from = ValuesFrom::Caller;
        self.values = Values::of(&self.spec);
        Ok(self)
    }

    /// What the channels are, where there are three: red, green, blue if not said.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`] if the input has another number of channels.
    pub fn color(mut self, color: Color) -> Result<Self> {
        let (given, has) = (color.channels(), self.spec.color.channels());
        if given != has {
            return Err(Error::invalid_argument(format!(
                "'{}' has {has} channels, and {color:?} would be {given}",
                self.spec.name
            )));
        }
        self.spec.color = color;
        Ok(self)
    }

    /// The size that pictures are brought to; `None` if the model takes any size.
    pub fn size(&self) -> Option<Size> {
        self.spec.size
    }

    /// Where the channels stand; `None` for shapes without a dimension for them.
    pub fn layout(&self) -> Option<Layout> {
        self.spec.place.layout()
    }

    /// What the channels are.
    pub fn channels(&self) -> Color {
        self.spec.color
    }

    /// How pixels become numbers; `None` for 8-bit inputs that hold pixels as they are: black is the smallest
    /// number, white the largest.
    pub fn values(&self) -> Option<&Normalization> {
        self.spec.normalization.as_ref()
    }

    /// Who said how pixels become numbers.
    pub fn values_from(&self) -> ValuesFrom {
        self.spec.values_from
    }

    /// How pictures are brought into shape.
    pub fn fitted(&self) -> Fit {
        self.fit
    }

    /// How pixels are computed.
    pub fn sampled(&self) -> Sampling {
        self.sampling
    }

    /// What black and white become, as real numbers; of the first channel.
    pub fn range(&self) -> [f32; 2] {
        match (&self.spec.normalization, self.spec.quantization) {
            (Some(it), _) => [it.apply(0.0, 0), it.apply(255.0, 0)],
            (None, params) => {
                let lowest = match self.spec.element_type {
                    ElementType::Int8 => -128.0,
                    _ => 0.0,
                };
                let real = |stored: f32| match params {
                    Some(it) => (stored - it.zero_point as f32) * it.scale,
                    None => stored,
                };
                [real(lowest), real(lowest + 255.0)]
            }
        }
    }

    /// The shape to give the input for one picture of this size, where the model leaves dimensions open.
    pub fn shape_for(&self, picture: Size) -> Vec<i32> {
        let size = self.spec.size.unwrap_or(picture);
        let mut shape: Vec<i32> = self.spec.declared.iter().map(|&dim| dim.max(1)).collect();
        let height = self.spec.place.height;
        for (at, side) in [(height, size.height), (height + 1, size.width)] {
            if let Some(slot) = shape.get_mut(at) {
                *slot = i32::try_from(side).unwrap_or(i32::MAX);
            }
        }
        shape
    }

    /// Writes a picture, brought into the tensor's shape, and says where its points went.
    ///
    /// # Errors
    /// [`Error::Model`] if the tensor is of another kind than the input that this was made for;
    /// [`Error::InvalidArgument`] if a region is none.
    pub fn write<'f>(
        &mut self,
        frame: impl Into<Frame<'f>>,
        tensor: &mut TensorMut<'_>,
    ) -> Result<Transform> {
        self.write_nth(0, frame, tensor)
    }

    /// As [`write`](Self::write), for one of several pictures that the input takes at once. The others stay.
    ///
    /// # Errors
    /// As there, and [`Error::InvalidArgument`] if the tensor has no room for as many.
    pub fn write_nth<'f>(
        &mut self,
        number: usize,
        frame: impl Into<Frame<'f>>,
        tensor: &mut TensorMut<'_>,
    ) -> Result<Transform> {
        if tensor.element_type() != self.spec.element_type {
            return Err(Error::model(format!(
                "'{}' holds {} here, and {} in the model that this input was read from",
                tensor.name(),
                tensor.element_type(),
                self.spec.element_type
            )));
        }
        let shape = tensor.shape();
        let size = self.expect_shape(shape.dims(), number)?;
        let elements = size.width as usize * size.height as usize * self.spec.color.channels();
        let range = number * elements..(number + 1) * elements;
        let room = tensor.name();
        let short = || {
            Error::model(format!(
                "'{room}' has fewer elements than its shape {shape}"
            ))
        };
        let target = match self.spec.element_type {
            ElementType::Float32 => {
                let floats = tensor.as_mut_slice::<f32>()?;
                Target::Floats(floats.get_mut(range).ok_or_else(short)?)
            }
            other => {
                let bytes = other.size_bits().map_or(1, |bits| bits as usize / 8);
                let range = range.start * bytes..range.end * bytes;
                let memory = tensor.bytes_mut().get_mut(range).ok_or_else(short)?;
                match bytes {
                    1 => Target::Bytes(memory),
                    2 => Target::Halves(memory),
                    _ => Target::Words(memory),
                }
            }
        };
        self.write_target(&frame.into(), target, size)
    }

    /// The size of one picture in a tensor of this shape.
    fn expect_shape(&self, dims: &[i32], number: usize) -> Result<Size> {
        let place = self.spec.place;
        let side = |at: usize| {
            dims.get(at)
                .and_then(|&dim| u32::try_from(dim).ok())
                .unwrap_or(0)
        };
        let channels = place.channels.map_or(1, side) as usize;
        let size = Size::new(side(place.height + 1), side(place.height));
        let same = dims.len() == self.spec.declared.len() && channels == self.spec.color.channels();
        if !same || size.width == 0 || size.height == 0 {
            return Err(Error::model(format!(
                "'{}' has the shape {dims:?} here, and {:?} in the model that this input was read from",
                self.spec.name, self.spec.declared
            )));
        }
        let room = place.batch.map_or(1, side) as usize;
        if number >= room {
            return Err(Error::invalid_argument(format!(
                "'{}' has the shape {dims:?}: there is no room for picture {number}, counted from 0",
                self.spec.name
            )));
        }
        Ok(size)
    }

    fn write_target(
        &mut self,
        frame: &Frame<'_>,
        target: Target<'_>,
        tensor: Size,
    ) -> Result<Transform> {
        let placement = self.plan(frame, tensor)?;
        let mut out = Out {
            target,
            values: &self.values,
            layout: self.spec.place.layout().unwrap_or(Layout::Nhwc),
            color: self.spec.color,
            width: tensor.width as usize,
            height: tensor.height as usize,
        };
        if let Some(matrix) = &placement.turned {
            let (cache, scratch) = (&mut self.cache, &mut self.scratch);
            turned::run(frame, matrix, self.sampling, cache, &mut out, scratch);
            return Ok(placement.transform);
        }
        let [left, top, width, height] = placement.to.map(|it| it as usize);
        if let Fit::Letterbox { pad, .. } = self.fit {
            let (row, mixed) = (&mut self.scratch.row, &mut self.scratch.mixed);
            row.resize(row.len().max(4 * out.width), 0);
            mixed.resize(mixed.len().max(4 * out.width), 0);
            for y in 0..out.height {
                let inside = y >= top && y < top + height;
                let right = left + width;
                let borders = match inside {
                    true => [(0, left), (right, out.width - right)],
                    false => [(0, out.width), (0, 0)],
                };
                for (x, n) in borders.into_iter().filter(|(_, n)| *n > 0) {
                    row[..n].fill(pad);
                    resample::finish(&mut out, 1, n, x, y, row, mixed);
                }
            }
        }
        let on_its_side = frame.is_on_its_side();
        let (along_len, across_len) = match on_its_side {
            false => (width, height),
            true => (height, width),
        };
        let job = Job {
            along: &self.along,
            across: &self.across,
            along_len,
            across_len,
            on_its_side,
            left,
            top,
        };
        let mut rows = Rows::new(*frame, &mut self.cache);
        job.run(&mut rows, &mut out, &mut self.scratch);
        Ok(placement.transform)
    }

    fn plan(&mut self, frame: &Frame<'_>, tensor: Size) -> Result<Placement> {
        let key = Key {
            upright: frame.size(),
            on_its_side: frame.is_on_its_side(),
            backwards: frame.backwards(),
            tensor,
        };
        if let Some((planned, placement)) = &self.planned {
            if *planned == key {
                return Ok(*placement);
            }
        }
        self.planned = None;
        let placement = self.fit.place(key.upright, tensor, self.sampling)?;
        if placement.turned.is_none() {
            let [_, _, width, height] = placement.to;
            let (x_axis, y_axis) = match key.on_its_side {
                false => (&mut self.along, &mut self.across),
                true => (&mut self.across, &mut self.along),
            };
            let back = |backwards: bool, stored: u32| backwards.then_some(stored);
            let (x_back, y_back) = key.backwards;
            let (x_back, y_back) = (
                back(x_back, key.upright.width),
                back(y_back, key.upright.height),
            );
            x_axis.set(&placement.x, width, self.sampling, x_back);
            y_axis.set(&placement.y, height, self.sampling, y_back);
        }
        self.planned = Some((key, placement));
        Ok(placement)
    }
}

#[cfg(test)]
mod tests;
