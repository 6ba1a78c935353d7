//! From pixel bytes to the elements of a tensor.

use litert::model::metadata::Normalization;
use litert::types::ElementType;

use super::spec::{Color, Layout, Spec};

/// The memory of one picture in an input.
pub(super) enum Target<'t> {
    /// Elements of one byte.
    Bytes(&'t mut [u8]),
    /// 16-bit elements, as bytes.
    Halves(&'t mut [u8]),
    /// 32-bit integers, as bytes.
    Words(&'t mut [u8]),
    Floats(&'t mut [f32]),
}

/// What each brightness becomes.
#[derive(Clone, Debug)]
pub(super) struct Values {
    /// Of each channel, or of all: factor and summand for float numbers.
    linear: Vec<(f32, f32)>,
    /// For other types: the bytes of the element for each brightness.
    table: Vec<[[u8; 4]; 256]>,
    /// Bytes alone, for 8-bit types.
    bytes: Vec<[u8; 256]>,
    /// For bytes that are the brightness, or differ from it in these bits.
    flip: Option<u8>,
}

impl Values {
    pub(super) fn of(spec: &Spec) -> Self {
        let mut values = Self {
            linear: Vec::new(),
            table: Vec::new(),
            bytes: Vec::new(),
            flip: None,
        };
        let Some(normalization) = &spec.normalization else {
            values.flip = Some(match spec.element_type {
                ElementType::Int8 => 0x80,
                _ => 0,
            });
            return values;
        };
        let differ = normalization.mean.len().max(normalization.std.len()) > 1;
        let channels = if differ { spec.color.channels() } else { 1 };
        for channel in 0..channels {
            values.linear.push(linear(normalization, channel));
            if spec.element_type == ElementType::Float32 {
                continue;
            }
            let mut table = [[0; 4]; 256];
            for (brightness, element) in table.iter_mut().enumerate() {
                let real = normalization.apply(brightness as f32, channel);
                *element = encode(spec, real);
            }
            values.bytes.push(table.map(|[first, ..]| first));
            values.table.push(table);
        }
        if values.bytes.len() == 1 {
            let byte = |flip: u8| {
                (0..=255)
                    .zip(&values.bytes[0])
                    .all(|(i, b): (u8, _)| i ^ flip == *b)
            };
            let is_byte = matches!(spec.element_type, ElementType::UInt8 | ElementType::Int8);
            values.flip = [0, 0x80].into_iter().find(|flip| is_byte && byte(*flip));
        }
        values
    }

    /// Whether channels differ.
    fn differ(&self) -> bool {
        self.linear.len() > 1
    }

    fn put(&self, channel: usize, from: &[u8], target: &mut Target<'_>, at: usize) {
        let to = at..at + from.len();
        match target {
            Target::Bytes(bytes) => {
                let to = &mut bytes[to];
                match (self.flip, self.bytes.get(channel)) {
                    (Some(0), _) => to.copy_from_slice(from),
                    (Some(flip), _) => to
                        .iter_mut()
                        .zip(from)
                        .for_each(|(to, from)| *to = from ^ flip),
                    (None, Some(table)) => {
                        to.iter_mut()
                            .zip(from)
                            .for_each(|(to, from)| *to = table[usize::from(*from)]);
                    }
                    (None, None) => {}
                }
            }
            Target::Halves(bytes) => {
                let to = &mut bytes[2 * to.start..2 * to.end];
                if let Some(table) = self.table.get(channel) {
                    for (to, from) in to.chunks_exact_mut(2).zip(from) {
                        to.copy_from_slice(&table[usize::from(*from)][..2]);
                    }
                }
            }
            Target::Words(bytes) => {
                let to = &mut bytes[4 * to.start..4 * to.end];
                if let Some(table) = self.table.get(channel) {
                    for (to, from) in to.chunks_exact_mut(4).zip(from) {
                        to.copy_from_slice(&table[usize::from(*from)]);
                    }
                }
            }
            Target::Floats(floats) => {
                let to = &mut floats[to];
                if let Some(&(factor, summand)) = self.linear.get(channel) {
                    for (to, from) in to.iter_mut().zip(from) {
                        *to = f32::from(*from) * factor + summand;
                    }
                }
            }
        }
    }

    /// Pixels of channels that differ, one by one.
    fn put_each(&self, channels: usize, from: &[u8], target: &mut Target<'_>, at: usize) {
        if let Target::Floats(floats) = target {
            let to = &mut floats[at..at + from.len()];
            if let (3, &[r, g, b]) = (channels, self.linear.as_slice()) {
                for (to, from) in to.chunks_exact_mut(3).zip(from.chunks_exact(3)) {
                    to[0] = f32::from(from[0]) * r.0 + r.1;
                    to[1] = f32::from(from[1]) * g.0 + g.1;
                    to[2] = f32::from(from[2]) * b.0 + b.1;
                }
                return;
            }
        }
        for (i, byte) in from.iter().enumerate() {
            self.put(i % channels, std::slice::from_ref(byte), target, at + i);
        }
    }
}

/// `(x - mean) / std` as `x * factor + summand`.
fn linear(normalization: &Normalization, channel: usize) -> (f32, f32) {
    let (zero, one) = (
        f64::from(normalization.apply(0.0, channel)),
        f64::from(
            *normalization
                .std
                .get(channel)
                .or(normalization.std.first())
                .unwrap_or(&1.0),
        ),
    );
    ((1.0 / one) as f32, zero as f32)
}

fn encode(spec: &Spec, real: f32) -> [u8; 4] {
    let stored = match spec.quantization {
        Some(params) if params.scale > 0.0 => real / params.scale + params.zero_point as f32,
        _ => real,
    };
    // A half way between two integers goes away from zero, as in the runtime; the cast clamps.
    let whole = stored.round();
    let mut bytes = [0; 4];
    match spec.element_type {
        ElementType::UInt8 => bytes[0] = whole as u8,
        ElementType::Int8 => bytes[0] = whole as i8 as u8,
        ElementType::Int16 => bytes[..2].copy_from_slice(&(whole as i16).to_ne_bytes()),
        ElementType::Float16 => bytes[..2].copy_from_slice(&half_bits(real).to_ne_bytes()),
        ElementType::Int32 => bytes = (whole as i32).to_ne_bytes(),
        _ => bytes = real.to_ne_bytes(),
    }
    bytes
}

/// The bits of the nearest 16-bit float number; of two, the even one.
fn half_bits(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = ((bits >> 16) & 0x8000) as u16;
    let magnitude = bits & 0x7fff_ffff;
    if magnitude > 0x7f80_0000 {
        return sign | 0x7e00; // not a number
    }
    if magnitude >= 0x477f_f000 {
        return sign | 0x7c00; // rounds to infinity
    }
    // Below the smallest normal number, steps are of 2^-24; above, 13 bits are dropped.
    let (kept, dropped, half) = if magnitude < 0x3880_0000 {
        let exponent = magnitude >> 23;
        if exponent < 102 {
            return sign; // less than half of the smallest number
        }
        let shift = 126 - exponent;
        let mantissa = (magnitude & 0x7f_ffff) | 0x80_0000;
        (
            mantissa >> shift,
            mantissa & ((1 << shift) - 1),
            1 << (shift - 1),
        )
    } else {
        let rebased = magnitude - (112 << 23);
        (rebased >> 13, rebased & 0x1fff, 0x1000)
    };
    let up = dropped > half || (dropped == half && kept & 1 == 1);
    sign | (kept + u32::from(up)) as u16
}

/// One picture of an input, written row by row.
pub(super) struct Out<'t, 'v> {
    pub(super) target: Target<'t>,
    pub(super) values: &'v Values,
    pub(super) layout: Layout,
    pub(super) color: Color,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Out<'_, '_> {
    /// Whether a pixel's channels are wanted side by side.
    pub(super) fn is_mixed(&self) -> bool {
        self.layout == Layout::Nhwc && self.color != Color::Gray
    }

    /// Writes pixels whose channels lie side by side.
    pub(super) fn put_mixed(&mut self, x: usize, y: usize, pixels: &[u8]) {
        let channels = self.color.channels();
        let at = (y * self.width + x) * channels;
        match self.values.differ() {
            false => self.values.put(0, pixels, &mut self.target, at),
            true => self.values.put_each(channels, pixels, &mut self.target, at),
        }
    }

    /// Writes one channel of pixels.
    pub(super) fn put_plane(&mut self, channel: usize, x: usize, y: usize, pixels: &[u8]) {
        let at = (channel * self.height + y) * self.width + x;
        let values = if self.values.differ() { channel } else { 0 };
        self.values.put(values, pixels, &mut self.target, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_numbers_are_rounded_to_the_nearest_even() {
        for (value, bits) in [
            (0.0, 0),
            (-0.0, 0x8000),
            (1.0, 0x3c00),
            (-2.0, 0xc000),
            (65504.0, 0x7bff),
            (65519.9, 0x7bff),
            (65520.0, 0x7c00),
            (0.1, 0x2e66),
            (1.0 + 1.0 / 2048.0, 0x3c00),
            (1.0 + 3.0 / 2048.0, 0x3c02),
            (5.960_464_5e-8, 1),
            (2.980_232_2e-8, 0),
            (2.99e-8, 1),
            (6.1e-5, 0x3ff),
            (f32::INFINITY, 0x7c00),
        ] {
            assert_eq!(half_bits(value), bits, "{value}");
        }
        assert_eq!(half_bits(f32::NAN) & 0x7e00, 0x7e00);
    }
}
