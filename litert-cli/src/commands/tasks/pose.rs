//! `litert pose`: where the joints of bodies are in pictures.

use std::io::{self, Write as _};

use anyhow::Result;
use litert_tasks::{Joint, Pose, PoseEstimator};
use serde::Serialize;

use super::{Answer, TaskArgs, settings, told};
use crate::exit::Verdict;
use crate::output::Output;

/// Say where the joints of bodies are in pictures
///
/// MoveNet finds one body, YOLO for poses many.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    task: TaskArgs,
    /// The score that bodies have at least
    #[arg(long, value_name = "SCORE")]
    threshold: Option<f32>,
    /// How many bodies to find at most
    #[arg(long, value_name = "N", default_value_t = 300)]
    most: usize,
}

#[derive(Serialize)]
struct Poses {
    poses: Vec<Pose>,
}

impl Answer for Poses {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for pose in &self.poses {
            writeln!(out, "{:.3}  {}", pose.score, told(&pose.rect))?;
            for (index, joint) in pose.joints.iter().enumerate() {
                // Names are for the joints that everybody has.
                let name = match (pose.joint(Joint::Nose), Joint::ALL.get(index)) {
                    (Some(_), Some(joint)) => format!("{joint:?}"),
                    _ => format!("joint {index}"),
                };
                let point = joint.point;
                writeln!(
                    out,
                    "  {:.3}  {:.0},{:.0}  {name}",
                    joint.score, point.x, point.y
                )?;
            }
        }
        if self.poses.is_empty() {
            writeln!(out, "nobody found")?;
        }
        Ok(())
    }
}

/// Runs the command.
///
/// # Errors
/// The model finds no joints, or a picture cannot be read.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let (model, engine) = args.task.engine()?;
    let mut builder = settings!(PoseEstimator::builder(engine), args.task, &model);
    if let Some(threshold) = args.threshold {
        builder = builder.threshold(threshold);
    }
    let mut estimator = builder.most(args.most).build()?;
    args.task.each(out, |picture, copy| {
        let poses = estimator.estimate(picture)?.to_vec();
        if let Some(copy) = copy {
            copy.draw(poses.as_slice());
        }
        Ok((Poses { poses }, estimator.timings()))
    })
}
