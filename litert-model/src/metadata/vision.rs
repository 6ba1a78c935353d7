//! What MediaPipe's tools say about detectors and segmenters, in flatbuffers of their own.

use super::SubgraphMetadata;
use crate::error::{InvalidModel, InvalidModelKind};
use crate::schema::{self, Tables};
use crate::verify;

/// How the boxes and scores of a detector are stored (`DETECTOR_METADATA`).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DetectorOptions {
    /// The boxes that the outputs are relative to: center x, center y, width, height, from 0 to 1.
    pub anchors: Vec<[f32; 4]>,
    /// The number of classes.
    pub classes: i32,
    /// The number of boxes.
    pub boxes: i32,
    /// How many numbers stand for a box, with its keypoints.
    pub values_per_box: i32,
    /// At which of them the keypoints begin.
    pub keypoint_offset: i32,
    /// The number of keypoints.
    pub keypoints: i32,
    /// How many numbers stand for a keypoint.
    pub values_per_keypoint: i32,
    /// What the numbers are divided by: x, y, width, height.
    pub scale: [f32; 4],
    /// Whether sizes are stored as logarithms.
    pub exponential_size: bool,
    /// Whether scores are stored before the logistic function.
    pub sigmoid_scores: bool,
}

/// The last step of a segmenter, which the model leaves to others (`SEGMENTER_METADATA`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SegmenterActivation {
    /// None.
    None,
    /// The logistic function.
    Sigmoid,
    /// Softmax over the classes.
    Softmax,
    /// Something that this crate does not know.
    Other(i8),
}

const DETECTOR: &str = "DETECTOR_METADATA";
const SEGMENTER: &str = "SEGMENTER_METADATA";
const IDENTIFIER: &[u8] = b"V001";

impl SubgraphMetadata {
    /// The bytes of the custom metadata of this name.
    pub fn custom_metadata(&self, name: &str) -> Option<&[u8]> {
        let mut custom = self.custom.iter();
        custom
            .find(|custom| custom.name == name)
            .map(|custom| custom.data.as_slice())
    }

    /// How MediaPipe's tools say that boxes and scores are stored; `None` if they do not.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if what they say is damaged.
    pub fn detector_options(&self) -> Result<Option<DetectorOptions>, InvalidModel> {
        let Some(bytes) = self.custom_metadata(DETECTOR) else {
            return Ok(None);
        };
        let root = root::<schema::DetectorOptions<'_>>(DETECTOR, bytes)?;
        let fixed = root.anchors().and_then(|anchors| anchors.fixed());
        let anchors = fixed.and_then(|fixed| fixed.anchors());
        let mut options = DetectorOptions {
            anchors: anchors
                .into_iter()
                .flat_map(Tables::iter)
                .map(|it| [it.x_center(), it.y_center(), it.width(), it.height()])
                .collect(),
            ..DetectorOptions::default()
        };
        if let Some(decoding) = root.decoding() {
            options.classes = decoding.num_classes();
            options.boxes = decoding.num_boxes();
            options.values_per_box = decoding.num_coords();
            options.keypoint_offset = decoding.keypoint_offset();
            options.keypoints = decoding.num_keypoints();
            options.values_per_keypoint = decoding.values_per_keypoint();
            options.scale = [
                decoding.x_scale(),
                decoding.y_scale(),
                decoding.w_scale(),
                decoding.h_scale(),
            ];
            options.exponential_size = decoding.exponential();
            options.sigmoid_scores = decoding.sigmoid();
        }
        Ok(Some(options))
    }

    /// The last step that MediaPipe's tools say a segmenter leaves out; `None` if they say nothing.
    ///
    /// # Errors
    ///
    /// [`InvalidModel`] if what they say is damaged.
    pub fn segmenter_activation(&self) -> Result<Option<SegmenterActivation>, InvalidModel> {
        let Some(bytes) = self.custom_metadata(SEGMENTER) else {
            return Ok(None);
        };
        let root = root::<schema::SegmenterOptions<'_>>(SEGMENTER, bytes)?;
        Ok(Some(match root.activation() {
            0 => SegmenterActivation::None,
            1 => SegmenterActivation::Sigmoid,
            2 => SegmenterActivation::Softmax,
            other => SegmenterActivation::Other(other),
        }))
    }
}

fn root<'a, T>(name: &str, bytes: &'a [u8]) -> Result<T::Inner, InvalidModel>
where
    T: flatbuffers::Follow<'a> + flatbuffers::Verifiable + 'a,
{
    let checked = match bytes.get(4..8) {
        Some(IDENTIFIER) => verify::nested::<T>(bytes),
        _ => Err("the mark 'V001' is missing; it is damaged, or of a later version".to_owned()),
    };
    checked.map_err(|message| {
        let place = format!("custom metadata '{name}'");
        InvalidModel::new(InvalidModelKind::Metadata, place, message)
    })
}
