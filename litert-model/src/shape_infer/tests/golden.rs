//! Whole models: the shared ones with their golden outputs, and our own.

use litert_golden::suite_or_skip;

use crate::ModelView;
use crate::shape_infer::output_shapes;
use crate::types::Shape;

#[test]
fn agrees_with_every_golden_output() {
    let Some(suite) = suite_or_skip("agrees_with_every_golden_output") else {
        return;
    };
    let (mut known, mut all, mut wrong) = (0, 0, Vec::new());
    for case in suite.cases() {
        let bytes = suite.model_bytes(case.model).unwrap();
        let Ok(model) = ModelView::new(&bytes) else {
            continue;
        };
        for step in &case.steps {
            let inputs: Vec<Shape> = step
                .inputs
                .iter()
                .map(|tensor| Shape::new(&tensor.shape).unwrap())
                .collect();
            let shapes = output_shapes(model, case.subgraph, &inputs);
            for output in step
                .outputs
                .iter()
                .filter(|output| output.unreadable.is_none())
            {
                all += 1;
                match shapes[output.index] {
                    Some(shape) if shape == output.shape.as_slice() => known += 1,
                    Some(shape) => wrong.push(format!(
                        "{case} output {}: {shape}, but it was {:?}",
                        output.index, output.shape
                    )),
                    None => println!("unknown: {case} output {}", output.index),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The rest depends on values, or on operators with a memory.
    assert!(known >= 99, "only {known} of {all} shapes were inferred");
}
