//! Elements smaller than a byte: two or four to a byte, the first in the low bits.

use crate::types::ElementType;

/// Width in bits and sign of a packed type.
#[derive(Clone, Copy)]
struct Layout {
    bits: u32,
    signed: bool,
}

impl Layout {
    fn of(element_type: ElementType) -> Option<Self> {
        let (bits, signed) = match element_type {
            ElementType::Int4 => (4, true),
            ElementType::UInt4 => (4, false),
            ElementType::Int2 => (2, true),
            _ => return None,
        };
        Some(Self { bits, signed })
    }

    fn per_byte(self) -> usize {
        (8 / self.bits) as usize
    }

    fn range(self) -> (i8, i8) {
        match (self.bits, self.signed) {
            (4, true) => (-8, 7),
            (4, false) => (0, 15),
            _ => (-2, 1),
        }
    }
}

/// The values in `packed`, one by one; `None` for types that are not packed. As many as fit into
/// `values`, or into `packed`, whatever is less.
pub(super) fn unpack(element_type: ElementType, packed: &[u8], values: &mut [i8]) -> Option<()> {
    let layout = Layout::of(element_type)?;
    let unused = 8 - layout.bits;
    for (i, value) in values.iter_mut().enumerate() {
        let Some(byte) = packed.get(i / layout.per_byte()) else {
            break;
        };
        let shift = layout.bits * (i % layout.per_byte()) as u32;
        // To the top of the byte and back down: an arithmetic shift brings the sign along.
        let top = (byte >> shift) << unused;
        *value = if layout.signed {
            (top as i8) >> unused
        } else {
            (top >> unused) as i8
        };
    }
    Some(())
}

/// Packs `values`; the first one that the type cannot hold is the error.
pub(super) fn pack(
    element_type: ElementType,
    values: &[i8],
    packed: &mut [u8],
) -> Option<Result<(), i8>> {
    let layout = Layout::of(element_type)?;
    let (least, most) = layout.range();
    if let Some(&bad) = values.iter().find(|&&value| value < least || value > most) {
        return Some(Err(bad));
    }
    let mask = ((1_u16 << layout.bits) - 1) as u8;
    for (byte, values) in packed.iter_mut().zip(values.chunks(layout.per_byte())) {
        *byte = values.iter().rev().fold(0, |byte, &value| {
            // The first element ends up lowest.
            (byte << layout.bits) | (value as u8 & mask)
        });
    }
    Some(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let cases: [(ElementType, &[i8], &[u8]); 3] = [
            (ElementType::Int4, &[1, -1, -8, 7, 3], &[0xf1, 0x78, 0x03]),
            (ElementType::UInt4, &[1, 15, 0], &[0xf1, 0x00]),
            (
                ElementType::Int2,
                &[1, -1, -2, 0, -1],
                &[0b00_10_11_01, 0b11],
            ),
        ];
        for (element_type, values, bytes) in cases {
            let mut packed = vec![0xaa; bytes.len()];
            assert_eq!(pack(element_type, values, &mut packed), Some(Ok(())));
            assert_eq!(packed, bytes, "{element_type}");
            let mut unpacked = vec![0; values.len()];
            unpack(element_type, &packed, &mut unpacked).unwrap();
            assert_eq!(unpacked, values, "{element_type}");
        }
        assert_eq!(pack(ElementType::Int4, &[0, 8], &mut [0]), Some(Err(8)));
        assert_eq!(pack(ElementType::UInt4, &[-1], &mut [0]), Some(Err(-1)));
        assert!(unpack(ElementType::Int8, &[1], &mut [0]).is_none());
    }
}
