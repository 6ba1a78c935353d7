//! YOLO's heads: by the notes of the exporter, and by shapes.

use litert::types::Shape;

use super::{Facts, Found, Head, YoloHead};
use crate::decode::classify::Scores;
use crate::decode::masks::Planes;
use crate::decode::yolo::{Axis, Extra, Row, STRIDES, Units, Yolo, cells};

/// The head that Ultralytics' exporter noted.
pub(super) fn noted(facts: &Facts<'_>) -> Found {
    let notes = facts.notes.as_ref();
    let notes =
        notes.ok_or("the model has no attached metadata.json or temp_meta.txt with a task")?;
    let mut extra = Extra::default();
    match notes.task.as_str() {
        "detect" | "segment" => {}
        "pose" => {
            let [count, each] = notes.keypoint_shape.unwrap_or([17, 3]);
            if count == 0 || !(2..=3).contains(&each) {
                return Err(format!(
                    "the notes say kpt_shape [{count}, {each}], which is impossible"
                ));
            }
            (extra.keypoints, extra.keypoint_values) = (count, each);
        }
        "classify" => return classes(facts),
        other => {
            return Err(format!(
                "the notes say task '{other}', and detect, segment, pose and classify are known"
            ));
        }
    }
    let prototypes = match notes.task.as_str() {
        "segment" => Some(prototypes(facts)?),
        _ => None,
    };
    extra.mask = prototypes.map_or(0, |(_, planes)| planes.channels);
    let output = boxes_output(facts, prototypes.map(|(position, _)| position))?;
    let shape = facts.shape(output).ok_or("the model has no output")?;
    let names = notes.names.as_ref().map(|names| names.len());
    let fits = |row, axis| {
        let units = units(facts, row);
        let mut yolo = Yolo::new(row, axis, units);
        yolo.extra = extra;
        let classes = yolo.classes(&shape)?;
        let counted = row == Row::Chosen || names.is_none_or(|names| names == classes);
        counted.then_some((yolo, classes))
    };
    let chosen = notes.end_to_end || notes.nms;
    let rows: &[Row] = match chosen {
        true => &[Row::Chosen, Row::Classes],
        false => &[Row::Classes, Row::Objectness],
    };
    for &row in rows {
        for axis in [Axis::Last, Axis::First] {
            // Few boxes with many numbers would be the other axis, where names do not tell.
            if row == Row::Chosen && axis == Axis::Last {
                continue;
            }
            if names.is_none() && row != Row::Chosen && !more_boxes(&shape, axis) {
                continue;
            }
            if let Some((yolo, classes)) = fits(row, axis) {
                let classes = match row {
                    Row::Chosen => names,
                    _ => Some(classes),
                };
                return Ok(Head::Yolo(YoloHead {
                    output,
                    yolo,
                    classes,
                    prototypes,
                }));
            }
        }
    }
    let names = names.map_or_else(String::new, |names| format!(" of {names} classes"));
    Err(format!(
        "the notes say task '{}'{names}{}, and the output {shape} does not fit",
        notes.task,
        if chosen { " with chosen boxes" } else { "" }
    ))
}

/// The exporter gives parts of the picture; but where it leaves channels in front, chosen boxes are in pixels.
fn units(facts: &Facts<'_>, row: Row) -> Units {
    match row {
        Row::Grid => Units::Pixels,
        Row::Chosen if facts.is_nchw => Units::Pixels,
        _ => Units::Parts,
    }
}

fn classes(facts: &Facts<'_>) -> Found {
    let head = super::vectors::vector(facts)?;
    let (Head::Classes(super::ClassHead {
        output, classes, ..
    })
    | Head::Embedding(super::EmbeddingHead {
        output,
        len: classes,
    })) = head
    else {
        return Err("the notes say task 'classify', and there are no class scores".to_owned());
    };
    // The exporter's classifiers end in softmax, whatever the operators are.
    Ok(Head::Classes(super::ClassHead {
        output,
        classes,
        scores: Scores::Plain,
    }))
}

fn more_boxes(shape: &Shape, axis: Axis) -> bool {
    let rank = shape.rank();
    let last = rank.checked_sub(1).and_then(|it| shape.dim(it));
    let before = rank.checked_sub(2).and_then(|it| shape.dim(it));
    match axis {
        Axis::Last => last > before,
        Axis::First => last < before,
    }
}

/// The output with the prototypes of masks: the only one with four dimensions.
fn prototypes(facts: &Facts<'_>) -> Result<(usize, Planes), String> {
    let of = |position: usize| {
        let shape = facts.shape(position)?;
        if shape.rank() != 4 {
            return None;
        }
        // Prototypes are far fewer than rows and columns.
        let first = Planes::of(&shape, true)?;
        let last = Planes::of(&shape, false)?;
        Some((
            position,
            if first.channels <= last.channels {
                first
            } else {
                last
            },
        ))
    };
    let mut found = (0..facts.outputs.len()).filter_map(of);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(format!(
            "prototypes of masks, one output of four dimensions, are expected, and there are {}",
            facts.shapes()
        )),
    }
}

/// The output with the boxes: the only one but that with the prototypes.
fn boxes_output(facts: &Facts<'_>, prototypes: Option<usize>) -> Result<usize, String> {
    let mut others = (0..facts.outputs.len()).filter(|it| Some(*it) != prototypes);
    match (others.next(), others.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(format!(
            "one output with boxes is expected, and there are {}",
            facts.shapes()
        )),
    }
}

/// So many boxes are what models choose at most.
const MOST_CHOSEN: usize = 1000;
/// Joints and numbers of a person, in all models that are not noted otherwise.
const PERSON: (usize, usize) = (17, 3);

/// A head that only shapes tell.
pub(super) fn by_shape(facts: &Facts<'_>) -> Found {
    if facts.notes.is_some() {
        return Err("the notes of the exporter count".to_owned());
    }
    let size = facts
        .picture
        .ok_or("the model does not take one picture of a fixed size")?;
    let prototypes = match facts.outputs.len() {
        1 => None,
        2 => Some(prototypes(facts)?),
        _ => {
            return Err(format!(
                "one or two outputs are expected, and there are {}",
                facts.shapes()
            ));
        }
    };
    let output = boxes_output(facts, prototypes.map(|(position, _)| position))?;
    let shape = facts.shape(output).ok_or("the model has no output")?;
    let (Some(1), Some(before), Some(last), 3) =
        (shape.dim(0), shape.dim(1), shape.dim(2), shape.rank())
    else {
        return Err(format!(
            "boxes of three dimensions, [1, numbers, boxes] or [1, boxes, numbers], are expected, and \
             the output is {shape}"
        ));
    };
    let masks = prototypes.map_or(0, |(_, planes)| planes.channels);
    let head = |row, axis, classes, extra| {
        let mut yolo = Yolo::new(row, axis, units(facts, row));
        yolo.extra = extra;
        Ok(Head::Yolo(YoloHead {
            output,
            yolo,
            classes,
            prototypes,
        }))
    };
    let extra = |keypoints: (usize, usize)| Extra {
        mask: masks,
        keypoints: keypoints.0,
        keypoint_values: keypoints.1,
    };
    let labels = facts.labels.as_ref().map(|labels| labels.len());
    let grids: [&[u32]; 3] = [&STRIDES, &[8, 16, 32, 64], &[4, 8, 16, 32]];
    for strides in grids {
        let cells = cells(size, strides);
        for (axis, boxes, channels) in [(Axis::Last, last, before), (Axis::First, before, last)] {
            let Some(numbers) = channels.checked_sub(masks) else {
                continue;
            };
            if boxes == 3 * cells && numbers >= 6 {
                let fits = labels.is_none_or(|labels| labels == numbers - 5);
                return match fits {
                    true => head(Row::Objectness, axis, Some(numbers - 5), extra((0, 0))),
                    false => Err(wrong_labels(labels, numbers - 5)),
                };
            }
            if boxes != cells || numbers < 5 {
                continue;
            }
            let person = PERSON.0 * PERSON.1;
            if numbers == 4 + 1 + person && labels.is_none_or(|labels| labels == 1) && masks == 0 {
                if labels.is_none() {
                    return Err(format!(
                        "{numbers} numbers for a box are either a person with 17 joints or {} classes; \
                         attach labels or give a head",
                        numbers - 4
                    ));
                }
                return head(Row::Classes, axis, Some(1), extra(PERSON));
            }
            return match labels {
                Some(labels) if labels == numbers - 4 => {
                    head(Row::Classes, axis, Some(labels), extra((0, 0)))
                }
                Some(labels)
                    if labels == numbers - 5
                        && axis == Axis::First
                        && strides == STRIDES
                        && masks == 0 =>
                {
                    head(Row::Grid, axis, Some(labels), extra((0, 0)))
                }
                Some(_) => Err(wrong_labels(labels, numbers - 4)),
                // Nobody but YOLOX puts boxes first and has a number for "anything at all".
                None if axis == Axis::First && numbers >= 6 && masks == 0 => Err(format!(
                    "{numbers} numbers for each of {boxes} boxes are either {} classes (v8 and later) or \
                     {} classes of YOLOX; attach labels or give a head",
                    numbers - 4,
                    numbers - 5
                )),
                None => head(Row::Classes, axis, Some(numbers - 4), extra((0, 0))),
            };
        }
    }
    if (1..=MOST_CHOSEN).contains(&before) {
        if last == 6 + masks {
            return head(Row::Chosen, Axis::First, labels, extra((0, 0)));
        }
        if last == 6 + PERSON.0 * PERSON.1 && masks == 0 {
            return head(Row::Chosen, Axis::First, labels, extra(PERSON));
        }
    }
    Err(format!(
        "for an input of {size}, {} boxes (v8 and later), {} (v5) or up to {MOST_CHOSEN} chosen ones of 6 \
         numbers are expected, and the output is {shape}",
        cells(size, &STRIDES),
        3 * cells(size, &STRIDES)
    ))
}

fn wrong_labels(labels: Option<usize>, classes: usize) -> String {
    format!(
        "the output has {classes} classes, and the model's labels {}",
        labels.unwrap_or(0)
    )
}
