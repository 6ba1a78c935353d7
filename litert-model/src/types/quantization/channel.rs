//! Scales and zero points that differ along one axis.

use std::sync::Arc;

use super::params::same_length;
use super::{QuantParams, QuantizeError, QuantizedElement};
use crate::types::Shape;

/// One scale and zero point for each slice of a tensor along one axis, as convolution weights have
/// them.
///
/// Cloning is cheap: the numbers are shared.
///
/// ```
/// use litert_model::types::{ChannelQuantization, Shape};
///
/// // Two output channels (axis 0) of three weights each.
/// let channels = ChannelQuantization::new([0.5, 2.0], [0, 0], 0)?;
/// let mut real = [0.0; 6];
/// channels.dequantize_into(&Shape::from([2, 3]), &[1_i8, 2, 3, 1, 2, 3], &mut real)?;
/// assert_eq!(real, [0.5, 1.0, 1.5, 2.0, 4.0, 6.0]);
/// # Ok::<(), litert_model::types::QuantizeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelQuantization {
    scales: Arc<[f32]>,
    zero_points: Arc<[i32]>,
    axis: usize,
}

impl ChannelQuantization {
    /// Puts scales and zero points together. A single zero point serves all channels.
    ///
    /// # Errors
    ///
    /// [`QuantizeError::CountMismatch`] if there are neither as many zero points as scales nor one.
    pub fn new(
        scales: impl Into<Arc<[f32]>>,
        zero_points: impl Into<Arc<[i32]>>,
        axis: usize,
    ) -> Result<Self, QuantizeError> {
        let (scales, zero_points) = (scales.into(), zero_points.into());
        if zero_points.len() != scales.len() && zero_points.len() != 1 {
            return Err(QuantizeError::CountMismatch {
                scales: scales.len(),
                zero_points: zero_points.len(),
            });
        }
        Ok(Self {
            scales,
            zero_points,
            axis,
        })
    }

    /// The scale of each channel.
    pub fn scales(&self) -> &[f32] {
        &self.scales
    }

    /// The zero point of each channel, or a single one for all.
    pub fn zero_points(&self) -> &[i32] {
        &self.zero_points
    }

    /// The dimension along which the parameters differ.
    pub fn axis(&self) -> usize {
        self.axis
    }

    /// The parameters of one channel.
    pub fn channel(&self, index: usize) -> Option<QuantParams> {
        let scale = *self.scales.get(index)?;
        let zero_point = match &*self.zero_points {
            [one] => *one,
            many => *many.get(index)?,
        };
        Some(QuantParams { scale, zero_point })
    }

    /// Quantizes a whole tensor of shape `shape`, given in row-major order.
    ///
    /// # Errors
    ///
    /// The lengths and the shape must agree with each other and with the number of channels;
    /// otherwise nothing is written.
    pub fn quantize_into<T: QuantizedElement>(
        &self,
        shape: &Shape,
        real: &[f32],
        stored: &mut [T],
    ) -> Result<(), QuantizeError> {
        same_length(real.len(), stored.len())?;
        let run = self.run_length(shape, real.len())?;
        for ((from, to), params) in real
            .chunks(run)
            .zip(stored.chunks_mut(run))
            .zip(self.cycle())
        {
            params.quantize_into(from, to)?;
        }
        Ok(())
    }

    /// Turns a whole stored tensor of shape `shape` into real numbers, in row-major order.
    ///
    /// # Errors
    ///
    /// The lengths and the shape must agree with each other and with the number of channels;
    /// otherwise nothing is written.
    pub fn dequantize_into<T: QuantizedElement>(
        &self,
        shape: &Shape,
        stored: &[T],
        real: &mut [f32],
    ) -> Result<(), QuantizeError> {
        same_length(stored.len(), real.len())?;
        let run = self.run_length(shape, stored.len())?;
        for ((from, to), params) in stored
            .chunks(run)
            .zip(real.chunks_mut(run))
            .zip(self.cycle())
        {
            params.dequantize_into(from, to)?;
        }
        Ok(())
    }

    /// In row-major order the channel changes every so many elements: the product of the dimensions
    /// behind the axis.
    fn run_length(&self, shape: &Shape, elements: usize) -> Result<usize, QuantizeError> {
        if shape.num_elements() != Some(elements) {
            return Err(QuantizeError::ShapeMismatch {
                shape: shape.to_string(),
                elements,
            });
        }
        if shape.dim(self.axis) != Some(self.scales.len()) {
            return Err(QuantizeError::ChannelMismatch {
                shape: shape.to_string(),
                axis: self.axis,
                channels: self.scales.len(),
            });
        }
        if elements == 0 {
            // No chunks. Their length would be 0, or more than there are numbers for.
            return Ok(1);
        }
        let behind = shape.dims().iter().skip(self.axis + 1);
        Ok(behind
            .filter_map(|&dim| usize::try_from(dim).ok())
            .product())
    }

    fn cycle(&self) -> impl Iterator<Item = QuantParams> + '_ {
        (0..self.scales.len())
            .cycle()
            .filter_map(|index| self.channel(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(channels: &ChannelQuantization, shape: [usize; 3], stored: &[i8]) -> Vec<f32> {
        let mut real = Vec::new();
        for i in 0..shape[0] {
            for j in 0..shape[1] {
                for k in 0..shape[2] {
                    let at = (i * shape[1] + j) * shape[2] + k;
                    let channel = [i, j, k][channels.axis()];
                    real.push(channels.channel(channel).unwrap().dequantize(stored[at]));
                }
            }
        }
        real
    }

    #[test]
    fn every_axis_is_indexed_right() {
        let shape = [2, 3, 4];
        let stored: Vec<i8> = (-12..12).collect();
        for (axis, &count) in shape.iter().enumerate() {
            let scales: Vec<f32> = (1..=count).map(|i| i as f32 * 0.25).collect();
            let zero_points: Vec<i32> = (0..count as i32).collect();
            let channels = ChannelQuantization::new(scales, zero_points, axis).unwrap();
            let mut real = [0.0; 24];
            channels
                .dequantize_into(&Shape::from([2, 3, 4]), &stored, &mut real)
                .unwrap();
            assert_eq!(real.as_slice(), reference(&channels, shape, &stored));
            let mut back = [0_i8; 24];
            channels
                .quantize_into(&Shape::from([2, 3, 4]), &real, &mut back)
                .unwrap();
            assert_eq!(back.as_slice(), stored);
        }
    }

    #[test]
    fn one_zero_point_serves_all() {
        let channels = ChannelQuantization::new([1.0, 2.0], [5], 0).unwrap();
        assert_eq!(channels.channel(1), Some(QuantParams::new(2.0, 5)));
        assert_eq!(channels.channel(2), None);
        assert!(ChannelQuantization::new([1.0, 2.0, 3.0], [5, 6], 0).is_err());
    }

    #[test]
    fn disagreement_is_an_error() {
        let channels = ChannelQuantization::new([1.0, 2.0], [0], 1).unwrap();
        let mut real = [0.0; 4];
        for shape in [Shape::from([4]), Shape::from([1, 4]), Shape::from([2, -1])] {
            assert!(
                channels
                    .dequantize_into(&shape, &[0_i8; 4], &mut real)
                    .is_err(),
                "{shape}"
            );
        }
        assert!(
            channels
                .dequantize_into(&Shape::from([2, 2]), &[0_i8; 3], &mut real)
                .is_err()
        );
        assert!(
            channels
                .dequantize_into(&Shape::from([0, 2]), &[0_i8; 0], &mut [])
                .is_ok()
        );
        // Nothing, in a shape whose other sides multiply to more than there are numbers for.
        let huge = Shape::from([0, 2, i32::MAX, i32::MAX, i32::MAX]);
        assert_eq!(channels.dequantize_into(&huge, &[0_i8; 0], &mut []), Ok(()));
    }
}
