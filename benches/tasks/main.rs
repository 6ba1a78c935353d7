//! Times of writing a picture into an input tensor, on one thread.
//!
//! ```sh
//! cargo bench -p litert-tasks --bench tasks            # times of this crate alone
//! python benches/tasks/ratios.py                       # beside OpenCV, Pillow and NumPy, in turns
//! ```
//!
//! The script drives this program (`--serve CASE`): it writes how often to run, and reads the seconds that it
//! took. Times are the thread's own, so that other programs on the machine matter little.

use std::error::Error;
use std::io::{BufRead, Write};

use cpu_time::ThreadTime;
use litert::{Interpreter, Model};
use litert_generator::file;
use litert_tasks::{Fit, Frame, ImageInput, PixelFormat, Sampling, Size};

/// One thing to measure.
struct Case {
    name: &'static str,
    picture: Size,
    format: PixelFormat,
    sampling: Sampling,
    /// int8 with channels last, or float32 with channels first.
    is_float: bool,
}

const FULL_HD: Size = Size::new(1920, 1080);

const CASES: [Case; 7] = [
    case(
        "letterbox-i8",
        FULL_HD,
        PixelFormat::Rgb8,
        Sampling::OpenCv,
        false,
    ),
    case(
        "letterbox-i8-720p",
        Size::new(1280, 720),
        PixelFormat::Rgb8,
        Sampling::OpenCv,
        false,
    ),
    case(
        "letterbox-i8-1366",
        Size::new(1366, 768),
        PixelFormat::Rgb8,
        Sampling::OpenCv,
        false,
    ),
    case(
        "letterbox-f32",
        FULL_HD,
        PixelFormat::Rgb8,
        Sampling::OpenCv,
        true,
    ),
    case(
        "letterbox-f32-1366",
        Size::new(1366, 768),
        PixelFormat::Rgb8,
        Sampling::OpenCv,
        true,
    ),
    case(
        "antialias-i8",
        FULL_HD,
        PixelFormat::Rgb8,
        Sampling::Antialias,
        false,
    ),
    case(
        "nv12-i8",
        FULL_HD,
        PixelFormat::Nv12,
        Sampling::OpenCv,
        false,
    ),
];

const fn case(
    name: &'static str,
    picture: Size,
    format: PixelFormat,
    sampling: Sampling,
    is_float: bool,
) -> Case {
    Case {
        name,
        picture,
        format,
        sampling,
        is_float,
    }
}

/// A frame of the case, ready to be written again and again.
struct Work {
    case: &'static Case,
    pixels: Vec<u8>,
    input: ImageInput,
    interpreter: Interpreter,
}

impl Work {
    fn new(case: &'static Case) -> Result<Self, Box<dyn Error>> {
        let bytes = model(case.is_float).build();
        let model = Model::from_bytes(&bytes)?;
        let pad = Fit::Letterbox {
            pad: 114,
            center: true,
        };
        let pixels = case.picture.width as usize * case.picture.height as usize;
        let bytes = match case.format {
            PixelFormat::Nv12 => pixels * 3 / 2,
            _ => pixels * 3,
        };
        let noise = |i: usize| (i.wrapping_mul(2_654_435_761) >> 21) as u8;
        Ok(Self {
            case,
            pixels: (0..bytes).map(noise).collect(),
            input: ImageInput::of(&model, 0)?.fit(pad).sampling(case.sampling),
            interpreter: Interpreter::new(&model)?,
        })
    }

    fn run(&mut self) -> Result<(), Box<dyn Error>> {
        let Size { width, height } = self.case.picture;
        let frame = Frame::new(self.case.format, &self.pixels, width, height)?;
        self.input
            .write(frame, &mut self.interpreter.input_mut(0)?)?;
        Ok(())
    }

    /// Seconds of `count` runs.
    fn time(&mut self, count: u32) -> Result<f64, Box<dyn Error>> {
        let begun = ThreadTime::now();
        for _ in 0..count {
            self.run()?;
        }
        Ok(begun.elapsed().as_secs_f64())
    }
}

/// A model that takes a picture of 640 by 640. It is never run.
fn model(is_float: bool) -> file::Model {
    let shape = match is_float {
        true => [1, 3, 640, 640],
        false => [1, 640, 640, 3],
    };
    let tensor = || file::Tensor {
        ty: if is_float { 0 } else { 9 },
        quantization: (!is_float).then(|| file::Quantization::new(&[1.0 / 255.0], &[-128], 0)),
        ..file::Tensor::float(&shape)
    };
    file::Model {
        codes: vec![(19, None)],
        buffers: vec![file::Buffer::default()],
        subgraphs: vec![file::Subgraph {
            tensors: vec![tensor(), tensor()],
            inputs: vec![0],
            outputs: vec![1],
            operators: vec![file::Operator {
                inputs: vec![0],
                outputs: vec![1],
                ..file::Operator::default()
            }],
            ..file::Subgraph::default()
        }],
        ..file::Model::default()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [serve, name, ..] = arguments.as_slice() {
        if serve == "--serve" {
            let case = CASES.iter().find(|case| case.name == *name);
            return serve_case(Work::new(case.ok_or("there is no such case")?)?);
        }
    }
    for case in &CASES {
        let mut work = Work::new(case)?;
        work.time(3)?;
        let mut times = Vec::new();
        for _ in 0..15 {
            times.push(work.time(10)? / 10.0);
        }
        times.sort_by(f64::total_cmp);
        println!("{:<20} {:8.0} us", case.name, times[times.len() / 2] * 1e6);
    }
    Ok(())
}

fn serve_case(mut work: Work) -> Result<(), Box<dyn Error>> {
    for line in std::io::stdin().lock().lines() {
        let seconds = work.time(line?.trim().parse()?)?;
        println!("{seconds}");
        std::io::stdout().flush()?;
    }
    Ok(())
}
