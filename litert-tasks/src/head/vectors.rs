//! Heads that give one vector, masks, or joints.

use litert::model::metadata::{FileKind, SegmenterActivation};
use litert::types::ElementType;

use super::{ClassHead, EmbeddingHead, Facts, Found, Head, MaskHead, MoveNetHead};
use crate::decode::classify::Scores;
use crate::decode::keypoints::JOINTS;
use crate::decode::masks::{Activation, Planes};

pub(super) fn movenet(facts: &Facts<'_>) -> Found {
    let output = only(facts)?;
    let shape = facts.shape(output).ok_or("the model has no output")?;
    match shape.dims() == [1, 1, JOINTS as i32, 3] {
        true => Ok(Head::MoveNet(MoveNetHead { output })),
        false => Err(format!("its output is [1, 1, 17, 3], and this one {shape}")),
    }
}

pub(super) fn mask(facts: &Facts<'_>) -> Found {
    let output = only(facts)?;
    let (Some(shape), Some(info)) = (facts.shape(output), facts.outputs.get(output)) else {
        return Err("the model has no output".to_owned());
    };
    let fits = |planes: &Planes| {
        let (width, height) = (planes.size.width as f32, planes.size.height as f32);
        // Masks have the form of the picture, give or take a pixel of rounding.
        let same = facts.picture.is_none_or(|picture| {
            let expected = width * picture.height as f32 / picture.width as f32;
            (expected - height).abs() <= 1.0 + 0.02 * height
        });
        planes.size.width > 1 && planes.size.height > 1 && same
    };
    let first = Planes::of(&shape, true).filter(fits);
    let last = Planes::of(&shape, false).filter(fits);
    // Where both fit, channels stand where they stand in the input.
    let planes = if facts.is_nchw {
        first.or(last)
    } else {
        last.or(first)
    };
    let planes = planes.ok_or_else(|| {
        format!("[1, height, width] of the picture's form, with classes before or behind, is expected, and the output is {shape}")
    })?;
    let whole = matches!(
        info.element_type(),
        ElementType::Int32 | ElementType::Int64 | ElementType::UInt8 | ElementType::Int8
    );
    let is_class = whole && planes.channels == 1 && info.quantization().is_none();
    let stated = facts
        .graph
        .as_ref()
        .map(|graph| graph.segmenter_activation());
    let activation = match stated
        .transpose()
        .map_err(|error| error.to_string())?
        .flatten()
    {
        None | Some(SegmenterActivation::None) => Activation::None,
        Some(SegmenterActivation::Sigmoid) => Activation::Sigmoid,
        Some(SegmenterActivation::Softmax) => Activation::Softmax,
        Some(other) => {
            return Err(format!(
                "the metadata has an activation that is unknown: {other:?}"
            ));
        }
    };
    Ok(Head::Mask(MaskHead {
        output,
        planes,
        is_class,
        activation,
    }))
}

/// Scores of classes, or a vector that stands for the picture.
pub(super) fn vector(facts: &Facts<'_>) -> Found {
    let output = only(facts)?;
    let (Some(shape), Some(info)) = (facts.shape(output), facts.outputs.get(output)) else {
        return Err("the model has no output".to_owned());
    };
    let len = shape.num_elements().unwrap_or(0);
    let last = shape.rank().checked_sub(1).and_then(|it| shape.dim(it));
    if last != Some(len) || len < 2 {
        return Err(format!(
            "one row of numbers is expected, and the output is {shape}"
        ));
    }
    let described = facts.described(output);
    let named = described.is_some_and(|it| {
        it.files
            .iter()
            .any(|file| file.kind == FileKind::AxisLabels)
    });
    let labelled = named || facts.labels.is_some();
    let maker = maker(facts, info.index());
    let is_score = matches!(maker.as_deref(), Some("SOFTMAX" | "LOGISTIC"))
        || described.is_some_and(|it| it.min[..] == [0.0] && it.max[..] == [1.0])
        || info
            .quantization()
            .per_tensor()
            .is_some_and(|it| is_unit(info.element_type(), it));
    let is_layer = matches!(
        maker.as_deref(),
        Some("FULLY_CONNECTED" | "CONV_2D" | "ADD")
    );
    let scores = match (is_score, is_layer || labelled) {
        (true, _) => Some(Scores::Plain),
        (false, true) => Some(Scores::Logits),
        (false, false) => None,
    };
    Ok(match scores {
        Some(scores) => Head::Classes(ClassHead {
            output,
            classes: len,
            scores,
        }),
        None => Head::Embedding(EmbeddingHead { output, len }),
    })
}

/// Whether integers stand for 0 to 1, as those behind a softmax do.
fn is_unit(element_type: ElementType, params: litert::types::QuantParams) -> bool {
    let lowest = match element_type {
        ElementType::UInt8 => 0,
        ElementType::Int8 => -128,
        _ => return false,
    };
    params.zero_point == lowest && (0.9..=1.01).contains(&(params.scale * 255.0))
}

/// The operator that makes a tensor, behind those that change nothing but its form.
fn maker(facts: &Facts<'_>, index: usize) -> Option<String> {
    let graph = facts.view.main_subgraph();
    let mut index = index;
    // A model is no longer than this behind its last layer.
    for _ in 0..8 {
        let operator = graph
            .operators()
            .find(|operator| operator.outputs().any(|tensor| tensor.index() == index))?;
        let name = operator.name();
        match name.as_ref() {
            "RESHAPE" | "SQUEEZE" | "QUANTIZE" | "DEQUANTIZE" | "CAST" | "EXPAND_DIMS" => {
                index = operator.inputs().next()??.index();
            }
            _ => return Some(name.into_owned()),
        }
    }
    None
}

fn only(facts: &Facts<'_>) -> Result<usize, String> {
    match facts.outputs.len() {
        1 => Ok(0),
        _ => Err(format!(
            "one output is expected, and there are {}",
            facts.shapes()
        )),
    }
}
