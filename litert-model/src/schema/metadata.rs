//! The tables of the nested flatbuffer that describes a model to people (`TFLITE_METADATA`).

use super::table::table;

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
    }

    /// About one input or output.
    TensorMetadata {
        0 name: text,
        1 description: text,
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
        choice 0 1 {
            2 => image: ImageProperties,
            4 => audio: AudioProperties,
        }
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
            3 => score_thresholding: ScoreThresholdingOptions,
        }
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
}
