use litert::types::QuantParams;

use super::*;
use crate::frame::{PixelFormat, Rotation};
use crate::geometry::{Point, RotatedRect};
use crate::picture::Picture;

/// An input of bytes that are the pixels.
fn input(color: Color, layout: Layout) -> ImageInput {
    typed(color, layout, ElementType::UInt8, None, None)
}

fn typed(
    color: Color,
    layout: Layout,
    element_type: ElementType,
    quantization: Option<QuantParams>,
    normalization: Option<Normalization>,
) -> ImageInput {
    let channels = color.channels() as i32;
    let dims = match layout {
        Layout::Nhwc => [1, -1, -1, channels],
        Layout::Nchw => [1, channels, -1, -1],
    };
    ImageInput::from_spec(Spec {
        name: "image".to_owned(),
        declared: dims.to_vec(),
        place: spec::Place::of(&dims, Some(layout)).unwrap(),
        color,
        size: None,
        element_type,
        quantization,
        normalization,
        values_from: ValuesFrom::Type,
    })
}

fn bytes(input: &mut ImageInput, frame: &Frame<'_>, size: Size) -> (Vec<u8>, Transform) {
    let channels = input.channels().channels();
    let mut out = vec![77; (size.width * size.height) as usize * channels];
    let transform = input
        .write_target(frame, Target::Bytes(&mut out), size)
        .unwrap();
    (out, transform)
}

/// The pictures of `tests/resampling/make.py`.
fn pattern(size: Size) -> Vec<u8> {
    let value = |x: u32, y: u32, c: u32| ((x * 7 + y * 13 + c * 61) ^ ((x * y) >> 3)) as u8;
    let row = |y| (0..size.width).flat_map(move |x| (0..3).map(move |c| value(x, y, c)));
    (0..size.height).flat_map(row).collect()
}

struct Expected<'b>(&'b [u8]);

impl Expected<'_> {
    fn bytes(&mut self, count: usize) -> &[u8] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    fn number(&mut self) -> u32 {
        u32::from_le_bytes(self.bytes(4).try_into().unwrap())
    }

    fn numbers(&mut self) -> Vec<u32> {
        (0..self.number()).map(|_| self.number()).collect()
    }
}

#[test]
fn results_of_opencv_and_pillow_within_one_level() {
    let stored = include_bytes!("../../tests/resampling/expected.bin");
    let mut expected = Expected(stored);
    let mut sizes = 0;
    while !expected.0.is_empty() {
        sizes += 1;
        let [from, to] = [(); 2].map(|()| Size::new(expected.number(), expected.number()));
        let (rows, columns) = (expected.numbers(), expected.numbers());
        let pixels = pattern(from);
        let frame = Frame::rgb8(&pixels, from.width, from.height).unwrap();
        let border = Fit::Letterbox {
            pad: 114,
            center: true,
        };
        for (what, fit, sampling) in [
            ("cv2.resize", Fit::Stretch, Sampling::OpenCv),
            ("Pillow, bilinear", Fit::Stretch, Sampling::Antialias),
            ("Pillow, nearest", Fit::Stretch, Sampling::Nearest),
            ("letterbox with OpenCV", border, Sampling::OpenCv),
        ] {
            let mut input = input(Color::Rgb, Layout::Nhwc).fit(fit).sampling(sampling);
            let (found, _) = bytes(&mut input, &frame, to);
            for (&y, &x) in rows
                .iter()
                .flat_map(|y| columns.iter().map(move |x| (y, x)))
            {
                let at = 3 * (y * to.width + x) as usize;
                let (found, expected) = (&found[at..at + 3], expected.bytes(3));
                // Just between two pixels, Pillow takes this one or that.
                let between = |i: u32, from: u32, to: u32| (2 * i + 1) * from % (2 * to) == 0;
                let ties = between(x, from.width, to.width) || between(y, from.height, to.height);
                if sampling == Sampling::Nearest && ties {
                    continue;
                }
                let far = found.iter().zip(expected).any(|(a, b)| a.abs_diff(*b) > 1);
                assert!(
                    !far,
                    "{what}, {from} to {to}, pixel {x} {y}: {found:?} and not {expected:?}"
                );
            }
        }
    }
    assert_eq!(sizes, 30);
}

/// Frames of all formats, with gaps between rows where they can have them, from random bytes.
fn frames(bytes: &[u8], width: u32, height: u32) -> Vec<Frame<'_>> {
    let even = width.next_multiple_of(2) as usize;
    [
        (PixelFormat::Rgb8, width as usize * 3 + 5),
        (PixelFormat::Bgr8, width as usize * 3),
        (PixelFormat::Rgba8, width as usize * 4 + 1),
        (PixelFormat::Gray8, width as usize + 2),
        (PixelFormat::Nv12, even + 3),
        (PixelFormat::Nv21, even),
        (PixelFormat::Yuyv, even * 2 + 7),
    ]
    .map(|(format, stride)| Frame::strided(format, bytes, width, height, stride).unwrap())
    .to_vec()
}

const FITS: [Fit; 4] = [
    Fit::Stretch,
    Fit::Crop,
    Fit::Letterbox {
        pad: 9,
        center: true,
    },
    Fit::Region(RotatedRect {
        center: Point::new(4.0, 5.0),
        width: 9.5,
        height: 4.25,
        angle: 0.0,
    }),
];

const SAMPLINGS: [Sampling; 4] = [
    Sampling::MediaPipe,
    Sampling::OpenCv,
    Sampling::Antialias,
    Sampling::Nearest,
];

#[test]
fn every_format_turn_and_layout_gives_the_pixels_of_the_upright_picture() {
    let noise: Vec<u8> = (0..2000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let turns = [
        Rotation::None,
        Rotation::Right,
        Rotation::Half,
        Rotation::Left,
    ];
    let to = Size::new(10, 6);
    let n = (to.width * to.height) as usize;
    for (width, height) in [(13, 9), (1, 6), (6, 1), (5, 17)] {
        for (frame, turn) in frames(&noise, width, height)
            .into_iter()
            .flat_map(|frame| turns.map(|turn| (frame.rotated(turn), turn)))
            .flat_map(|(frame, turn)| [(frame, turn), (frame.mirrored(), turn)])
        {
            let upright = Picture::from_frame(&frame);
            for (fit, sampling) in FITS.iter().flat_map(|fit| SAMPLINGS.map(|it| (*fit, it))) {
                let set = |input: ImageInput| input.fit(fit).sampling(sampling);
                let case = format!("{width}x{height} {frame:?} {turn:?} {fit:?} {sampling:?}");
                let mut plain = set(input(Color::Rgb, Layout::Nhwc));
                let (expected, transform) = bytes(&mut plain, &Frame::from(&upright), to);
                let same = |found: &[u8], expected: &mut dyn Iterator<Item = u8>, what: &str| {
                    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
                        // Backwards, weights are rounded the other way.
                        assert!(found.abs_diff(expected) <= 1, "{what} at {at} of {case}");
                    }
                };
                let (found, moved) = bytes(&mut plain, &frame, to);
                assert_eq!(moved, transform);
                same(&found, &mut expected.iter().copied(), "NHWC");

                let mut planes = set(input(Color::Rgb, Layout::Nchw));
                let (found, _) = bytes(&mut planes, &frame, to);
                let mut plane = (0..3).flat_map(|c| expected[c..].iter().step_by(3).copied());
                same(&found, &mut plane, "NCHW");

                let mut other = set(input(Color::Bgr, Layout::Nhwc));
                let (found, _) = bytes(&mut other, &frame, to);
                let mut mirrored = expected.chunks(3).flat_map(|p| [p[2], p[1], p[0]]);
                same(&found, &mut mirrored, "BGR");

                let mut opaque = set(input(Color::Rgba, Layout::Nhwc));
                let (found, _) = bytes(&mut opaque, &frame, to);
                let mut full = expected.chunks(3).flat_map(|p| [p[0], p[1], p[2], 255]);
                same(&found, &mut full, "RGBA");

                let mut gray = set(input(Color::Gray, Layout::Nchw));
                let (found, _) = bytes(&mut gray, &frame, to);
                assert_eq!(found.len(), n);
                let mut mean = expected.chunks(3).map(|p| resample::gray(p[0], p[1], p[2]));
                same(&found, &mut mean, "gray");
            }
        }
    }
}

#[test]
fn pixels_become_what_normalization_and_quantization_say() {
    let pixels: Vec<u8> = (0..=255).flat_map(|v: u8| [v, v ^ 0x55, 255 - v]).collect();
    let frame = Frame::rgb8(&pixels, 16, 16).unwrap();
    let size = Size::new(16, 16);
    let one = Normalization {
        mean: vec![127.5],
        std: vec![127.5],
    };
    let each = Normalization {
        mean: vec![123.675, 116.28, 103.53],
        std: vec![58.395, 57.12, 57.375],
    };
    let params = Some(QuantParams::new(0.007_8, -3));
    for (normalization, layout) in [
        (&one, Layout::Nhwc),
        (&one, Layout::Nchw),
        (&each, Layout::Nhwc),
        (&each, Layout::Nchw),
    ] {
        // Which pixel byte an element comes from, and its channel.
        let source = |at: usize| match layout {
            Layout::Nhwc => (pixels[at], at % 3),
            Layout::Nchw => (pixels[at % 256 * 3 + at / 256], at / 256),
        };
        let real = |at: usize| {
            let (pixel, channel) = source(at);
            normalization.apply(pixel.into(), channel)
        };
        let make = |element_type, params| {
            typed(
                Color::Rgb,
                layout,
                element_type,
                params,
                Some(normalization.clone()),
            )
        };
        let mut floats = vec![0.0; 768];
        let target = Target::Floats(&mut floats);
        make(ElementType::Float32, None)
            .write_target(&frame, target, size)
            .unwrap();
        for (at, found) in floats.iter().enumerate() {
            assert!(
                (found - real(at)).abs() <= 1e-6 * real(at).abs().max(1.0),
                "{at}"
            );
        }
        let stored = |at: usize| (real(at) / 0.007_8 - 3.0).round();
        let mut out = vec![0; 768];
        let target = Target::Bytes(&mut out);
        make(ElementType::Int8, params)
            .write_target(&frame, target, size)
            .unwrap();
        assert!(
            out.iter()
                .enumerate()
                .all(|(at, it)| *it as i8 == stored(at) as i8)
        );
        let target = Target::Bytes(&mut out);
        make(ElementType::UInt8, params)
            .write_target(&frame, target, size)
            .unwrap();
        assert!(
            out.iter()
                .enumerate()
                .all(|(at, it)| *it == stored(at) as u8)
        );
        let mut out = vec![0; 2 * 768];
        let target = Target::Halves(&mut out);
        make(ElementType::Int16, params)
            .write_target(&frame, target, size)
            .unwrap();
        let elements = out.chunks(2).map(|it| i16::from_ne_bytes([it[0], it[1]]));
        assert!(elements.enumerate().all(|(at, it)| it == stored(at) as i16));
        let target = Target::Halves(&mut out);
        make(ElementType::Float16, None)
            .write_target(&frame, target, size)
            .unwrap();
        for (at, found) in out.chunks(2).enumerate() {
            let found = half(u16::from_ne_bytes([found[0], found[1]]));
            assert!(
                (found - real(at)).abs() <= real(at).abs() / 2000.0 + 1e-6,
                "{at}"
            );
        }
        let mut out = vec![0; 4 * 768];
        let target = Target::Words(&mut out);
        make(ElementType::Int32, params)
            .write_target(&frame, target, size)
            .unwrap();
        let mut elements = out
            .chunks(4)
            .map(|it| i32::from_ne_bytes(it.try_into().unwrap()));
        assert!(
            elements
                .by_ref()
                .enumerate()
                .all(|(at, it)| it == stored(at) as i32)
        );
    }
    // Without a normalization, bytes keep their order: black is the smallest number.
    let mut out = vec![0; 768];
    let mut shifted = typed(Color::Rgb, Layout::Nhwc, ElementType::Int8, params, None);
    shifted
        .write_target(&frame, Target::Bytes(&mut out), size)
        .unwrap();
    let expected = pixels.iter().map(|it| it.wrapping_sub(128));
    assert!(out.iter().copied().eq(expected));
}

/// A normal 16-bit float number.
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    let value = match exponent {
        0 => fraction * 2.0_f32.powi(-24),
        _ => (1.0 + fraction / 1024.0) * 2.0_f32.powi(exponent - 15),
    };
    if bits >> 15 == 1 { -value } else { value }
}

/// Red is x and green is y, so that a pixel of the tensor tells where it comes from.
#[test]
fn pixels_come_from_where_the_transform_says() {
    let mut state = 7_u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let mut seen = 0;
    for round in 0..300 {
        let from = Size::new(20 + random(230), 20 + random(230));
        let to = Size::new(4 + random(90), 4 + random(90));
        let row = |y| (0..from.width).flat_map(move |x| [x as u8, y as u8, 200]);
        let pixels: Vec<u8> = (0..from.height).flat_map(row).collect();
        let frame = Frame::rgb8(&pixels, from.width, from.height).unwrap();
        // The same upright picture from another place in memory.
        let turned = Picture::from_frame(&frame.rotated(Rotation::Right));
        let frame = match random(2) {
            0 => frame,
            _ => Frame::from(&turned).rotated(Rotation::Left),
        };
        let fit = match random(4) {
            0 => Fit::Stretch,
            1 => Fit::Crop,
            2 => Fit::Letterbox {
                pad: 0,
                center: random(2) == 0,
            },
            _ => Fit::Region(RotatedRect {
                center: Point::new(from.width as f32 / 2.0, from.height as f32 / 2.0),
                width: 5.0 + random(from.width) as f32,
                height: 5.0 + random(from.height) as f32,
                angle: random(628) as f32 / 100.0 * (random(2) as f32),
            }),
        };
        let sampling =
            [Sampling::OpenCv, Sampling::Antialias, Sampling::Nearest][random(3) as usize];
        let mut input = input(Color::Rgb, Layout::Nhwc).fit(fit).sampling(sampling);
        let (found, transform) = bytes(&mut input, &frame, to);
        for y in 0..to.height {
            for x in 0..to.width {
                let pixel = &found[3 * (y * to.width + x) as usize..][..3];
                let center = Point::new(x as f32 + 0.5, y as f32 + 0.5);
                let at = transform.to_picture(center);
                let back = transform.to_tensor(at);
                assert!((back.x - center.x).abs() < 0.01 && (back.y - center.y).abs() < 0.01);
                // What lies near or beyond an edge repeats it.
                let step = transform.to_picture(Point::new(center.x + 1.0, center.y + 1.0));
                let margin = (step.x - at.x).abs().max((step.y - at.y).abs()) * 2.0 + 1.0;
                let inside = |at: f32, len: u32| at > margin && at < len as f32 - margin;
                if !inside(at.x, from.width) || !inside(at.y, from.height) {
                    continue;
                }
                seen += 1;
                // Half a pixel, and half a level of rounding.
                for (found, at) in [(pixel[0], at.x), (pixel[1], at.y)] {
                    let off = (f32::from(found) + 0.5 - at).abs();
                    assert!(
                        off <= 1.01,
                        "{round}: {fit:?} {sampling:?} {x} {y}: {pixel:?}, {at}"
                    );
                }
            }
        }
    }
    assert!(seen > 100_000, "{seen}");
}

#[test]
fn regions_that_are_none_refused() {
    let frame = Frame::gray8(&[1, 2, 3, 4], 2, 2).unwrap();
    let region = |x: f32, width: f32, angle: f32| RotatedRect {
        center: Point::new(x, 1.0),
        width,
        height: 2.0,
        angle,
    };
    let mut out = [0; 12];
    for bad in [
        region(f32::NAN, 2.0, 0.0),
        region(1.0, 0.0, 0.0),
        region(1.0, -3.0, 0.0),
        region(1.0, f32::INFINITY, 0.0),
        region(1e30, 2.0, 0.0),
        region(1.0, 2.0, f32::NAN),
    ] {
        let mut input = input(Color::Rgb, Layout::Nhwc).fit(Fit::Region(bad));
        let error = input.write_target(&frame, Target::Bytes(&mut out), Size::new(2, 2));
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("is none: sides are longer than 0"),
            "{error}"
        );
    }
    // Wholly outside, the outermost pixels are repeated.
    for sampling in SAMPLINGS {
        for angle in [0.0, 0.5] {
            let far = Fit::Region(region(-1000.0, 2.0, angle));
            let mut input = input(Color::Rgb, Layout::Nhwc).fit(far).sampling(sampling);
            input
                .write_target(&frame, Target::Bytes(&mut out), Size::new(2, 2))
                .unwrap();
            assert!(
                out.iter().all(|it| (1..=3).contains(it)),
                "{sampling:?} {out:?}"
            );
        }
    }
}

#[test]
fn pictures_of_a_batch_have_their_own_place() {
    let mut input = input(Color::Rgb, Layout::Nhwc);
    input.spec.declared = vec![3, 2, 2, 3];
    assert_eq!(
        input.expect_shape(&[3, 2, 2, 3], 2).unwrap(),
        Size::new(2, 2)
    );
    let error = input
        .expect_shape(&[3, 2, 2, 3], 3)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("no room for picture 3, counted from 0"),
        "{error}"
    );
    let error = input
        .expect_shape(&[3, 2, 2, 1], 0)
        .unwrap_err()
        .to_string();
    assert!(error.contains("has the shape [3, 2, 2, 1] here"), "{error}");
}
