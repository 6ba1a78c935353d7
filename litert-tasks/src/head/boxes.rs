//! Heads that give boxes, but for YOLO's.

use litert::model::metadata::{BoxKind, Coordinates};

use super::{Facts, Found, Head, PostProcessHead, SsdHead};
use crate::decode::postprocess::{Boxes, Edges};
use crate::decode::ssd::Ssd;

const OPERATOR: &str = "TFLite_Detection_PostProcess";

pub(super) fn detector_metadata(facts: &Facts<'_>) -> Found {
    let graph = facts.graph.as_ref().ok_or("the model has no metadata")?;
    let options = graph
        .detector_options()
        .map_err(|error| error.to_string())?;
    let options = options.ok_or("the model's metadata has none")?;
    let ssd = Ssd::from_options(&options).map_err(|error| error.to_string())?;
    let (boxes, scores, classes) = two_outputs(facts, &ssd)?;
    Ok(Head::Ssd(SsdHead {
        boxes,
        scores,
        classes,
        ssd,
        is_face: false,
    }))
}

pub(super) fn blaze_face(facts: &Facts<'_>) -> Found {
    let size = facts
        .picture
        .ok_or("the model does not take one picture of a fixed size")?;
    let ssd = Ssd::blaze_face(size)
        .ok_or_else(|| format!("its input is 128x128 or 192x192, and this one is {size}"))?;
    let (boxes, scores, classes) = two_outputs(facts, &ssd)?;
    if classes != 1 {
        return Err(format!("it has one class, and this model {classes}"));
    }
    Ok(Head::Ssd(SsdHead {
        boxes,
        scores,
        classes,
        ssd,
        is_face: true,
    }))
}

/// The positions of boxes and scores, and the number of classes.
fn two_outputs(facts: &Facts<'_>, ssd: &Ssd) -> Result<(usize, usize, usize), String> {
    let count = ssd.anchors.len();
    let wrong = || {
        format!(
            "two outputs [1, {count}, {}] and [1, {count}, classes] are expected, and there are {}",
            ssd.values,
            facts.shapes()
        )
    };
    let last = |position: usize| {
        let shape = facts.shape(position)?;
        let fits = shape.rank() == 3 && shape.dim(0) == Some(1) && shape.dim(1) == Some(count);
        shape.dim(2).filter(|last| fits && *last > 0)
    };
    if facts.outputs.len() != 2 {
        return Err(wrong());
    }
    let (first, second) = last(0).zip(last(1)).ok_or_else(wrong)?;
    if first == second {
        // Then the names tell, or the order, which is boxes first.
        let name = facts
            .outputs
            .first()
            .map_or("", |it| it.name())
            .to_ascii_lowercase();
        let swapped = name.contains("score") || name.contains("class");
        let positions = if swapped { (1, 0) } else { (0, 1) };
        return match first == ssd.values {
            true => Ok((positions.0, positions.1, first)),
            false => Err(wrong()),
        };
    }
    match (first == ssd.values, second == ssd.values) {
        (true, _) => Ok((0, 1, second)),
        (_, true) => Ok((1, 0, first)),
        _ => Err(wrong()),
    }
}

pub(super) fn post_process(facts: &Facts<'_>) -> Found {
    let by_operator = operator_outputs(facts);
    let positions = match by_operator {
        Some(positions) => positions,
        None => outputs_by_name(facts)?,
    };
    let [boxes, classes, scores, count] = positions;
    let missing = |what: &str| format!("no output of the model is that of its {what}");
    let head = PostProcessHead {
        boxes: boxes.ok_or_else(|| missing("boxes"))?,
        classes: classes.ok_or_else(|| missing("classes"))?,
        scores: scores.ok_or_else(|| missing("scores"))?,
        count,
        layout: Boxes::default(),
    };
    let layout = layout(facts, head.boxes)?;
    Ok(Head::PostProcess(PostProcessHead { layout, ..head }))
}

/// Where boxes, classes, scores and their number are among the model's outputs, if the operator makes them.
fn operator_outputs(facts: &Facts<'_>) -> Option<[Option<usize>; 4]> {
    let graph = facts.view.main_subgraph();
    let mut operators = graph.operators();
    let operator = operators.find(|operator| operator.name() == OPERATOR)?;
    let mut made = operator.outputs().map(|tensor| tensor.index());
    let mut place = || {
        let index = made.next()?;
        facts
            .outputs
            .iter()
            .position(|output| output.index() == index)
    };
    let found = [place(), place(), place(), place()];
    // Quantization and reshapes may follow: then names have to tell.
    found.iter().take(3).all(Option::is_some).then_some(found)
}

/// The same by what the outputs are called, and what shapes they have.
fn outputs_by_name(facts: &Facts<'_>) -> Result<[Option<usize>; 4], String> {
    let count = facts.outputs.len();
    if !(3..=4).contains(&count) {
        return Err(format!(
            "the model has no such operator, and no three or four outputs but {}",
            facts.shapes()
        ));
    }
    let called = |position: usize, words: &[&str]| {
        let described = facts.described(position).and_then(|it| it.name.clone());
        let output = facts.outputs.get(position);
        let names = [
            described.as_deref(),
            output.map(|it| it.name()),
            output.map(|it| it.tensor_name()),
        ];
        names.into_iter().flatten().any(|name| {
            let name = name.to_ascii_lowercase();
            words.iter().any(|word| name.contains(word))
        })
    };
    let find = |words: &[&str]| (0..count).find(|&position| called(position, words));
    let is_boxes = |position: &usize| {
        facts
            .shape(*position)
            .is_some_and(|it| it.rank() == 3 && it.dim(2) == Some(4))
    };
    let number = find(&["num_detections", "number of detections", "count"]).or_else(|| {
        (0..count).find(|&it| facts.shape(it).and_then(|it| it.num_elements()) == Some(1))
    });
    let boxes = find(&["box", "location"]).or_else(|| (0..count).find(is_boxes));
    let scores = find(&["score"]);
    let classes = find(&["class", "categor"]).filter(|it| Some(*it) != scores);
    // The tools that make such models number their outputs in a fixed order.
    let numbered = ["", ":1", ":2", ":3"].map(|end| {
        let name = format!("{OPERATOR}{end}");
        facts
            .outputs
            .iter()
            .position(|it| it.tensor_name() == name || it.name() == name)
    });
    if let [Some(_), Some(_), Some(_), count] = numbered {
        return Ok([numbered[0], numbered[1], numbered[2], count]);
    }
    let all = [boxes, classes, scores];
    if let [Some(boxes), Some(classes), Some(scores)] = all {
        if boxes == classes || boxes == scores || classes == scores || !is_boxes(&boxes) {
            return Err(format!(
                "boxes [1, n, 4], classes and scores [1, n] are expected, and there are {}",
                facts.shapes()
            ));
        }
        return Ok([Some(boxes), Some(classes), Some(scores), number]);
    }
    Err("the model has no such operator, and the names of its outputs do not tell boxes, classes and \
         scores apart"
        .to_owned())
}

/// How boxes are laid out, as the metadata says.
fn layout(facts: &Facts<'_>, boxes: usize) -> Result<Boxes, String> {
    let described = facts.described(boxes).and_then(|it| it.boxes.as_ref());
    let Some(properties) = described else {
        return Ok(Boxes::default());
    };
    let edges = match properties.kind {
        BoxKind::Boundaries | BoxKind::Unknown => Edges::Boundaries,
        BoxKind::UpperLeft => Edges::UpperLeft,
        BoxKind::Center => Edges::Center,
        other => {
            return Err(format!(
                "the metadata has boxes of a kind that is unknown: {other:?}"
            ));
        }
    };
    let order = match properties.order[..] {
        // The tools' own order for such models, where they say nothing.
        [] if properties.kind == BoxKind::Unknown => Boxes::default().order,
        [] => [0, 1, 2, 3],
        [a, b, c, d] => {
            let order = [a, b, c, d].map(|it| it as usize);
            let mut sorted = order;
            sorted.sort_unstable();
            if sorted != [0, 1, 2, 3] {
                return Err(format!("the metadata's order of a box is {order:?}"));
            }
            order
        }
        _ => {
            return Err(format!(
                "the metadata's order of a box has {} numbers",
                properties.order.len()
            ));
        }
    };
    Ok(Boxes {
        edges,
        order,
        pixels: properties.coordinates == Coordinates::Pixel,
    })
}
