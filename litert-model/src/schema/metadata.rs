//! The tables of the nested flatbuffer that describes a model to people (`TFLITE_METADATA`).

use super::table::table;
use super::wire::Text;

table! {
    /// The root.
    ModelMetadata {
        0 name: text,
        1 description: text,
        2 version: text,
        3 subgraph_metadata: tables SubGraphMetadata,
        4 author: text,
        5 license: text,
        6 associated_files: tables AssociatedFile,
        7 min_parser_version: text,
    }

    /// About one graph.
    SubGraphMetadata {
        0 name: text,
        1 description: text,
        2 input_tensors: tables TensorMetadata,
        3 output_tensors: tables TensorMetadata,
        4 associated_files: tables AssociatedFile,
        5 input_process_units: tables ProcessUnit,
        6 output_process_units: tables ProcessUnit,
        7 input_groups: tables TensorGroup,
        8 output_groups: tables TensorGroup,
        9 custom_metadata: tables CustomMetadata,
    }

    /// Inputs or outputs that belong together.
    TensorGroup {
        0 name: text,
        1 tensor_names: tables Text,
    }

    /// Bytes of another format.
    CustomMetadata {
        0 name: text,
        1 data: scalars u8,
    }

    /// About one input or output.
    TensorMetadata {
        0 name: text,
        1 description: text,
        2 dimension_names: tables Text,
        3 content: table Content,
        4 process_units: tables ProcessUnit,
        5 stats: table Stats,
        6 associated_files: tables AssociatedFile,
    }

    /// A file in the archive behind the model.
    AssociatedFile {
        0 name: text,
        1 description: text,
        2 kind: scalar i8 = 0,
        3 locale: text,
        4 version: text,
    }

    /// What a tensor holds.
    Content {
        0 properties_type: scalar u8 = 0,
        2 range: table ValueRange,
        choice 0 1 {
            2 => image: ImageProperties,
            3 => boxes: BoundingBoxProperties,
            4 => audio: AudioProperties,
        }
    }

    /// First and last dimension.
    ValueRange {
        0 min: scalar i32 = 0,
        1 max: scalar i32 = 0,
    }

    /// Boxes around things.
    BoundingBoxProperties {
        0 index: scalars u32,
        1 kind: scalar i8 = 0,
        2 coordinates: scalar i8 = 0,
    }

    /// Pictures.
    ImageProperties {
        0 color_space: scalar i8 = 0,
        1 default_size: table ImageSize,
    }

    /// Width and height.
    ImageSize {
        0 width: scalar u32 = 0,
        1 height: scalar u32 = 0,
    }

    /// Sound.
    AudioProperties {
        0 sample_rate: scalar u32 = 0,
        1 channels: scalar u32 = 0,
    }

    /// A step before or after the model.
    ProcessUnit {
        0 options_type: scalar u8 = 0,
        choice 0 1 {
            1 => normalization: NormalizationOptions,
            2 => score_calibration: ScoreCalibrationOptions,
            3 => score_thresholding: ScoreThresholdingOptions,
            4 => bert_tokenizer: BertTokenizerOptions,
            5 => sentence_piece_tokenizer: SentencePieceTokenizerOptions,
            6 => regex_tokenizer: RegexTokenizerOptions,
        }
    }

    /// How scores become probabilities.
    ScoreCalibrationOptions {
        0 transformation: scalar i8 = 0,
        1 default_score: scalar f32 = 0.0,
    }

    /// A tokenizer of the BERT kind.
    BertTokenizerOptions {
        0 vocab_file: tables AssociatedFile,
    }

    /// A tokenizer of the SentencePiece kind.
    SentencePieceTokenizerOptions {
        0 model: tables AssociatedFile,
        1 vocab_file: tables AssociatedFile,
    }

    /// A tokenizer that splits by a pattern.
    RegexTokenizerOptions {
        0 pattern: text,
        1 vocab_file: tables AssociatedFile,
    }

    /// `(x − mean) / std`.
    NormalizationOptions {
        0 mean: scalars f32,
        1 std: scalars f32,
    }

    /// The score under which a result does not count.
    ScoreThresholdingOptions {
        0 global_score_threshold: scalar f32 = 0.0,
    }

    /// The range of values.
    Stats {
        0 max: scalars f32,
        1 min: scalars f32,
    }

    /// The root of `DETECTOR_METADATA`.
    DetectorOptions {
        1 anchors: table SsdAnchorsOptions,
        2 decoding: table TensorsDecodingOptions,
    }

    /// Where the anchors come from.
    SsdAnchorsOptions {
        0 fixed: table FixedAnchors,
    }

    /// A list of anchors.
    FixedAnchors {
        0 anchors: tables FixedAnchor,
    }

    /// An anchor.
    FixedAnchor {
        0 x_center: scalar f32 = 0.0,
        1 y_center: scalar f32 = 0.0,
        2 width: scalar f32 = 0.0,
        3 height: scalar f32 = 0.0,
    }

    /// How boxes and scores are stored.
    TensorsDecodingOptions {
        0 num_classes: scalar i32 = 0,
        1 num_boxes: scalar i32 = 0,
        2 num_coords: scalar i32 = 0,
        3 keypoint_offset: scalar i32 = 0,
        4 num_keypoints: scalar i32 = 0,
        5 values_per_keypoint: scalar i32 = 0,
        6 x_scale: scalar f32 = 0.0,
        7 y_scale: scalar f32 = 0.0,
        8 w_scale: scalar f32 = 0.0,
        9 h_scale: scalar f32 = 0.0,
        10 exponential: scalar bool = false,
        11 sigmoid: scalar bool = false,
    }

    /// The root of `SEGMENTER_METADATA`.
    SegmenterOptions {
        0 activation: scalar i8 = 0,
    }
}
