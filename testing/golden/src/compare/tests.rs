use super::*;
use crate::strings::encode_strings;

fn floats(values: &[f32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect()
}

fn within(limit: f64) -> Tolerance {
    Tolerance {
        same_platform: Some(limit),
        ..Tolerance::default()
    }
}

fn same(
    expected: &[u8],
    actual: &[u8],
    dtype: DType,
    tolerance: &Tolerance,
) -> Result<Report, Mismatch> {
    compare(expected, actual, dtype, tolerance, Platform::Same)
}

#[test]
fn floats_within_the_tolerance_pass_and_beyond_it_fail() {
    let golden = floats(&[1.0, 2.0, 3.0, 4.0]);
    let other = floats(&[1.0, 2.25, 3.5, 3.0]);
    let report = same(&golden, &other, DType::Float32, &within(1.0)).unwrap();
    assert_eq!(
        (report.elements, report.compared, report.differing),
        (4, 4, 3)
    );
    assert_eq!(report.max_abs_diff, 1.0);
    assert!(!report.bitwise_equal);

    let error = same(&golden, &other, DType::Float32, &within(0.25)).unwrap_err();
    assert_eq!(
        error,
        Mismatch::Values {
            rule: Rule::Within(0.25),
            index: 2,
            expected: Scalar::Float(3.0),
            actual: Scalar::Float(3.5),
            max_abs_diff: 1.0,
            failing: 2,
            compared: 4,
        }
    );
    assert_eq!(
        error.to_string(),
        "2 of 4 elements differ (largest difference 1), expected within 0.25; the first is \
         [2]: 3.5, expected 3.0"
    );
}

#[test]
fn special_floats() {
    let inf = f32::INFINITY;
    let check = |a: f32, b: f32, limit: f64| {
        same(&floats(&[a]), &floats(&[b]), DType::Float32, &within(limit)).is_ok()
    };
    // NaN is NaN, whatever its bits, and nothing else.
    assert!(check(f32::NAN, f32::from_bits(0xffc0_1234), 0.0));
    assert!(!check(f32::NAN, 0.0, 1e30));
    assert!(!check(0.0, f32::NAN, 1e30));
    assert!(check(inf, inf, 0.0));
    assert!(!check(inf, -inf, 1e30));
    assert!(!check(inf, f32::MAX, 1e30));
    // The sign of zero shows only where exactness is demanded.
    assert!(!check(0.0, -0.0, 0.0));
    assert!(check(0.0, -0.0, 1e-9));
    assert!(!check(f32::from_bits(1), 0.0, 0.0));
}

#[test]
fn integers_are_exact_where_no_tolerance_is_given() {
    let golden: Vec<u8> = [i64::MAX, 7].iter().flat_map(|v| v.to_le_bytes()).collect();
    let other: Vec<u8> = [i64::MAX - 1, 7]
        .iter()
        .flat_map(|v| v.to_le_bytes())
        .collect();
    assert!(
        same(&golden, &golden, DType::Int64, &Tolerance::exact())
            .unwrap()
            .bitwise_equal
    );
    assert!(same(&golden, &other, DType::Int64, &within(1.0)).is_ok());
    for tolerance in [Tolerance::exact(), Tolerance::default()] {
        let error = same(&golden, &other, DType::Int64, &tolerance).unwrap_err();
        assert!(
            error.to_string().contains("[0]: 9223372036854775806"),
            "{error}"
        );
    }
    // 255 and 0 are far apart as uint8, and next to each other as int8.
    assert!(same(&[255], &[0], DType::UInt8, &within(1.0)).is_err());
    assert!(same(&[255], &[0], DType::Int8, &within(1.0)).is_ok());
    // Both are true, but only one is what the golden runtime writes.
    assert!(same(&[1], &[2], DType::Bool, &Tolerance::exact()).is_err());
}

#[test]
fn packed_half_and_complex_elements() {
    let error = same(
        &[0x21, 0x43],
        &[0x21, 0xf3],
        DType::Int4,
        &Tolerance::exact(),
    );
    let Err(Mismatch::Values {
        index: 3,
        expected,
        actual,
        ..
    }) = error
    else {
        panic!("{error:?}")
    };
    assert_eq!((expected, actual), (Scalar::Int(4), Scalar::Int(-1)));

    let half = |bits: u16| bits.to_le_bytes();
    assert!(same(&half(0x3c00), &half(0x3c01), DType::Float16, &within(0.001)).is_ok());
    assert!(
        same(
            &half(0x3c00),
            &half(0x3c01),
            DType::Float16,
            &within(0.0009)
        )
        .is_err()
    );
    assert!(
        same(
            &half(0x3c00),
            &half(0x3c01),
            DType::Float16,
            &Tolerance::exact()
        )
        .is_err()
    );

    let (golden, other) = (floats(&[1.0, 2.0]), floats(&[1.0, 2.5]));
    assert!(same(&golden, &other, DType::Complex64, &within(0.5)).is_ok());
    let error = same(&golden, &other, DType::Complex64, &within(0.4)).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("[0]: 1.0+2.5i, expected 1.0+2.0i"),
        "{error}"
    );
    let double = |v: f64| v.to_le_bytes();
    assert!(
        same(
            &double(1.0),
            &double(1.0 + 1e-12),
            DType::Float64,
            &within(1e-11)
        )
        .is_ok()
    );
    assert!(
        same(
            &double(1.0),
            &double(1.0 + 1e-12),
            DType::Float64,
            &within(1e-13)
        )
        .is_err()
    );
}

#[test]
fn strings_are_compared_one_by_one() {
    let golden = encode_strings(&["a", "bc"]);
    let exact = Tolerance::exact();
    assert!(same(&golden, &golden, DType::String, &exact).is_ok());
    let error = same(
        &golden,
        &encode_strings(&["a", "b\0"]),
        DType::String,
        &exact,
    );
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains(r#"[1]: "b\x00", expected "bc""#)
    );
    assert_eq!(
        same(&golden, &encode_strings(&["a"]), DType::String, &exact).unwrap_err(),
        Mismatch::Length {
            expected: 2,
            actual: 1
        }
    );
    assert!(matches!(
        same(&golden, b"junk", DType::String, &exact).unwrap_err(),
        Mismatch::Encoding { golden: false, .. }
    ));
}

#[test]
fn lengths_and_types_are_checked() {
    let exact = Tolerance::exact();
    assert_eq!(
        same(&[0; 8], &[0; 4], DType::Float32, &exact).unwrap_err(),
        Mismatch::Length {
            expected: 8,
            actual: 4
        }
    );
    assert!(same(&[0; 7], &[0; 7], DType::Float32, &exact).is_err());
    assert!(same(&[0], &[0], DType::Unknown, &exact).is_err());
    assert_eq!(same(&[], &[], DType::Float32, &exact).unwrap().elements, 0);
}

#[test]
fn other_platforms_have_their_own_rules() {
    let any = |golden: &[u8], other: &[u8], dtype, tolerance: &Tolerance| {
        compare(golden, other, dtype, tolerance, Platform::Any)
    };
    let both = Tolerance {
        any_platform: Some(2.0),
        ..within(0.0)
    };
    assert!(same(&[10], &[12], DType::UInt8, &both).is_err());
    assert!(any(&[10], &[12], DType::UInt8, &both).is_ok());
    assert!(any(&[10], &[13], DType::UInt8, &both).is_err());

    // A class map: how far a wrong class is from the right one means nothing.
    let classes = Tolerance {
        any_platform_min_fraction_equal: Some(0.75),
        ..within(0.0)
    };
    assert!(same(&[1, 2, 3, 4], &[1, 2, 3, 200], DType::UInt8, &classes).is_err());
    let report = any(&[1, 2, 3, 4], &[1, 2, 3, 200], DType::UInt8, &classes).unwrap();
    assert_eq!(report.differing, 1);
    let error = any(&[1, 2, 3, 4], &[1, 0, 3, 200], DType::UInt8, &classes).unwrap_err();
    assert!(
        matches!(
            error,
            Mismatch::Values {
                index: 1,
                failing: 2,
                ..
            }
        ),
        "{error}"
    );

    // A pose: the third of each triple, a score, is free.
    let pose = Tolerance {
        any_platform_coordinates: Some(0.05),
        ..within(1e-4)
    };
    let golden = floats(&[0.5, 0.5, 0.9, 0.25, 0.75, 0.1]);
    let free = floats(&[0.52, 0.5, 0.1, 0.25, 0.73, 0.9]);
    assert!(same(&golden, &free, DType::Float32, &pose).is_err());
    let report = any(&golden, &free, DType::Float32, &pose).unwrap();
    assert_eq!((report.compared, report.differing), (4, 4));
    let moved = floats(&[0.5, 0.5, 0.9, 0.25, 0.85, 0.1]);
    let error = any(&golden, &moved, DType::Float32, &pose).unwrap_err();
    assert!(
        matches!(
            error,
            Mismatch::Values {
                index: 4,
                failing: 1,
                ..
            }
        ),
        "{error}"
    );

    // Nothing is said about other platforms.
    let report = any(
        &floats(&[1.0]),
        &floats(&[9.0]),
        DType::Float32,
        &within(0.0),
    )
    .unwrap();
    assert_eq!(
        (report.rule, report.compared, report.differing),
        (Rule::LengthOnly, 0, 1)
    );
    assert!(any(&[0; 4], &[0; 8], DType::Float32, &within(0.0)).is_err());
}
