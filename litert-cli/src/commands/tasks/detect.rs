//! `litert detect`: where things are in pictures.

use std::io::{self, Write as _};

use anyhow::Result;
use litert_tasks::{Detection, FaceDetector, Head, ObjectDetector};
use serde::Serialize;

use super::{Answer, ClassArgs, TaskArgs, class_settings, settings, told};
use crate::exit::Verdict;
use crate::format::one_line;
use crate::output::Output;

/// Say where things are in pictures
///
/// YOLO of all versions, SSD and EfficientDet with their post-processing inside, MediaPipe's detectors, and
/// faces with BlazeFace. Which of them a model is, is found out.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    task: TaskArgs,
    #[command(flatten)]
    classes: ClassArgs,
    /// Boxes that overlap a better one by more than this, from 0 to 1, are dropped
    #[arg(long, value_name = "IOU")]
    iou: Option<f32>,
    /// Boxes also suppress those of other classes
    #[arg(long)]
    agnostic: bool,
    /// How many things to find at most
    #[arg(long, value_name = "N", default_value_t = 300)]
    most: usize,
}

#[derive(Serialize)]
struct Detections {
    detections: Vec<Detection>,
    /// Boxes that the limit left out.
    cut: usize,
}

impl Answer for Detections {
    fn write_text(&self, out: &mut Output<'_>) -> io::Result<()> {
        for it in &self.detections {
            write!(
                out,
                "{:.3}  {}  {}",
                it.score,
                told(&it.rect),
                one_line(&it.name)
            )?;
            if let Some(mask) = &it.mask {
                write!(out, "  {} pixels", mask.area())?;
            }
            writeln!(out)?;
        }
        if self.detections.is_empty() {
            writeln!(out, "nothing found")?;
        }
        if self.cut > 0 {
            writeln!(
                out,
                "{} more boxes were not looked at: see --most",
                self.cut
            )?;
        }
        Ok(())
    }
}

/// Runs the command.
///
/// # Errors
/// The model is no detector, or a picture cannot be read.
pub fn run(args: &Args, out: &mut Output<'_>) -> Result<Verdict> {
    let (model, engine) = args.task.engine()?;
    if matches!(Head::of(&model), Ok(Head::Ssd(head)) if head.is_face) {
        let mut builder = settings!(FaceDetector::builder(engine), args.task, &model);
        if let Some(threshold) = args.classes.threshold {
            builder = builder.threshold(threshold);
        }
        if let Some(iou) = args.iou {
            builder = builder.iou(iou);
        }
        let mut detector = builder.most(args.most).build()?;
        return args.task.each(out, |picture, copy| {
            let detections = detector.detect(picture)?.to_vec();
            if let Some(copy) = copy {
                copy.draw(detections.as_slice());
            }
            let cut = detector.cut();
            Ok((Detections { detections, cut }, detector.timings()))
        });
    }
    let builder = settings!(ObjectDetector::builder(engine), args.task, &model);
    let mut builder = class_settings!(builder, args.classes).most(args.most);
    if let Some(iou) = args.iou {
        builder = builder.iou(iou);
    }
    if args.agnostic {
        builder = builder.agnostic();
    }
    let mut detector = builder.build()?;
    args.task.each(out, |picture, copy| {
        let detections = detector.detect(picture)?.to_vec();
        if let Some(copy) = copy {
            copy.draw(detections.as_slice());
        }
        let cut = detector.cut();
        Ok((Detections { detections, cut }, detector.timings()))
    })
}
