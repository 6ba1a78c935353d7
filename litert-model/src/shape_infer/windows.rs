//! Operators on pictures: convolutions, pools, and what moves pixels around.

use super::node::{Known, Node};

/// How far a window moves, how large it is and how far apart its taps are, along one axis.
struct Window {
    size: i64,
    stride: i64,
    dilation: i64,
}

impl Window {
    fn new(size: i64, stride: i32, dilation: i32) -> Self {
        Self {
            size,
            stride: i64::from(stride),
            dilation: i64::from(dilation),
        }
    }

    /// The number of places where it fits on `input` pixels. Padding 0 is `SAME`, 1 is `VALID`.
    /// Delegates and kernels do not agree on how often one fits that is too large.
    fn places(&self, padding: i8, input: i64) -> Option<i64> {
        if self.size <= 0 || self.stride <= 0 || self.dilation <= 0 {
            return None;
        }
        let reach = match padding {
            0 => 1,
            1 => (self.size - 1).checked_mul(self.dilation)?.checked_add(1)?,
            _ => return None,
        };
        let room = input.checked_add(self.stride)?.checked_sub(reach)?;
        (room >= self.stride).then_some(room / self.stride)
    }
}

/// The output of windows that slide over a picture.
fn slid(node: &Node<'_>, padding: i8, [down, across]: [Window; 2], out: i64) -> Option<Known> {
    let [batch, height, width, _] = four(node.dims(0)?)?;
    let (height, width) = (
        down.places(padding, height)?,
        across.places(padding, width)?,
    );
    Known::new(&[batch, height, width, out])
}

/// `CONV_2D`: filters are output channels, height, width, input channels.
pub(crate) fn conv(node: &Node<'_>) -> Option<Known> {
    let options = node.options().conv()?;
    let ([.., channels], [out, height, width, depth]) =
        (four(node.dims(0)?)?, four(node.dims(1)?)?);
    let down = Window::new(height, options.stride_h(), options.dilation_h());
    let across = Window::new(width, options.stride_w(), options.dilation_w());
    // The input may fall into groups that are filtered apart.
    let fits = channels.checked_rem(depth)? == 0;
    fits.then(|| slid(node, options.padding(), [down, across], out))?
}

/// `DEPTHWISE_CONV_2D`: filters are 1, height, width, output channels.
pub(crate) fn depthwise(node: &Node<'_>) -> Option<Known> {
    let options = node.options().depthwise()?;
    let ([.., channels], [one, height, width, out]) = (four(node.dims(0)?)?, four(node.dims(1)?)?);
    let down = Window::new(height, options.stride_h(), options.dilation_h());
    let across = Window::new(width, options.stride_w(), options.dilation_w());
    let fits = one == 1 && out.checked_rem(channels)? == 0;
    fits.then(|| slid(node, options.padding(), [down, across], out))?
}

/// The pools.
pub(crate) fn pool(node: &Node<'_>) -> Option<Known> {
    let options = node.options().pool()?;
    let [.., channels] = four(node.dims(0)?)?;
    let down = Window::new(i64::from(options.filter_height()), options.stride_h(), 1);
    let across = Window::new(i64::from(options.filter_width()), options.stride_w(), 1);
    slid(node, options.padding(), [down, across], channels)
}

/// `TRANSPOSE_CONV`: the first input says how large the output is. Delegates work it out from the
/// other inputs instead, so it counts only where that is the same.
pub(crate) fn transpose_conv(node: &Node<'_>) -> Option<Known> {
    let options = node.options().transpose_conv()?;
    let wanted = four(node.vector(0)?.to_vec())?;
    let ([out, filter_h, filter_w, depth], [batch, height, width, channels]) =
        (four(node.dims(1)?)?, four(node.dims(2)?)?);
    let down = Window::new(filter_h, options.stride_h(), 1);
    let across = Window::new(filter_w, options.stride_w(), 1);
    let [to_batch, to_height, to_width, to_channels] = wanted;
    let padding = options.padding();
    let fits = down.places(padding, to_height)? == height
        && across.places(padding, to_width)? == width
        && (to_batch, to_channels, depth) == (batch, out, channels);
    fits.then(|| Known::new(&wanted))?
}

/// `RESIZE_BILINEAR` and `RESIZE_NEAREST_NEIGHBOR`.
pub(crate) fn resize(node: &Node<'_>) -> Option<Known> {
    let [batch, _, _, channels] = four(node.dims(0)?)?;
    match node.vector(1)? {
        &[height, width] if height > 0 && width > 0 => {
            Known::new(&[batch, height, width, channels])
        }
        _ => None,
    }
}

/// `SPACE_TO_DEPTH`.
pub(crate) fn space_to_depth(node: &Node<'_>) -> Option<Known> {
    let size = i64::from(node.options().space_to_depth()?.size());
    let [batch, height, width, channels] = four(node.dims(0)?)?;
    let channels = channels.checked_mul(size.checked_mul(size)?)?;
    Known::new(&[
        batch,
        exactly(height, size)?,
        exactly(width, size)?,
        channels,
    ])
}

/// `DEPTH_TO_SPACE`.
pub(crate) fn depth_to_space(node: &Node<'_>) -> Option<Known> {
    let size = i64::from(node.options().depth_to_space()?.size());
    let [batch, height, width, channels] = four(node.dims(0)?)?;
    let channels = exactly(exactly(channels, size)?, size)?;
    Known::new(&[
        batch,
        height.checked_mul(size)?,
        width.checked_mul(size)?,
        channels,
    ])
}

/// `SPACE_TO_BATCH_ND`.
pub(crate) fn space_to_batch(node: &Node<'_>) -> Option<Known> {
    batches(node, true)
}

/// `BATCH_TO_SPACE_ND`.
pub(crate) fn batch_to_space(node: &Node<'_>) -> Option<Known> {
    batches(node, false)
}

/// Blocks, and what is added or cut at both ends.
fn batches(node: &Node<'_>, to_batch: bool) -> Option<Known> {
    let mut dims = node.dims(0)?;
    let (blocks, edges) = (node.vector(1)?, node.value(2)?);
    let spatial = dims.len().checked_sub(2).filter(|&count| count > 0)?;
    if blocks.len() != spatial || edges.len() != 2 * spatial || edges.iter().any(|&e| e < 0) {
        return None;
    }
    let mut batch = *dims.first()?;
    for ((dim, &block), edges) in dims.iter_mut().skip(1).zip(blocks).zip(edges.chunks(2)) {
        let edge: i64 = edges.iter().sum();
        if to_batch {
            *dim = exactly(*dim + edge, block)?;
            batch = batch.checked_mul(block)?;
        } else {
            *dim = dim.checked_mul(block)? - edge;
            batch = exactly(batch, block)?;
        }
    }
    *dims.first_mut()? = batch;
    Known::new(&dims)
}

/// A quotient without a rest.
fn exactly(whole: i64, parts: i64) -> Option<i64> {
    (parts > 0 && whole % parts == 0).then(|| whole / parts)
}

fn four(dims: Vec<i64>) -> Option<[i64; 4]> {
    dims.try_into().ok()
}
