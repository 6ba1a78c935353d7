//! A flatbuffer of unknown origin. Every access is checked.

use std::cell::Cell;

type Result<T> = std::result::Result<T, String>;

/// A flatbuffer. Every access is checked, and what is taken out is counted: offsets may lead to the
/// same list or text again and again.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) budget: &'a Cell<usize>,
}

/// A table: a position, and the positions of its fields in a second table.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: Bytes<'a>,
    at: usize,
    fields: usize,
    fields_len: usize,
}

/// What may be taken out of a header, in bytes. Real ones have some kilobytes.
pub(super) const BUDGET: usize = 4 << 20;
const TOO_LARGE: &str = "an offset is too large";
/// What an entry of a list costs.
const ENTRY_COST: usize = 256;

impl<'a> Bytes<'a> {
    pub(super) fn spend(self, cost: usize) -> Result<()> {
        let left = self.budget.get().checked_sub(cost);
        self.budget.set(left.ok_or("it says too much to be real")?);
        Ok(())
    }

    pub(super) fn number(self, at: usize, len: usize) -> Result<u64> {
        let bytes = at.checked_add(len).and_then(|end| self.bytes.get(at..end));
        let bytes =
            bytes.ok_or_else(|| format!("an offset leads to {at}, outside of the header"))?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |all, &byte| all << 8 | u64::from(byte)))
    }

    pub(super) fn u32(self, at: usize) -> Result<u32> {
        Ok(self.number(at, 4)? as u32)
    }

    pub(super) fn u64(self, at: usize) -> Result<u64> {
        self.number(at, 8)
    }

    /// Where the offset at `at` leads.
    pub(super) fn follow(self, at: usize) -> Result<usize> {
        at.checked_add(self.u32(at)? as usize)
            .ok_or_else(|| TOO_LARGE.to_owned())
    }

    /// The table that the offset at `at` leads to.
    pub(super) fn table(self, at: usize) -> Result<Table<'a>> {
        let at = self.follow(at)?;
        // This one offset counts backwards, and has a sign.
        let back = self.u32(at)? as i32;
        let fields = i64::try_from(at).ok();
        let fields = fields
            .and_then(|at| at.checked_sub(i64::from(back)))
            .ok_or(TOO_LARGE)?;
        let fields =
            usize::try_from(fields).map_err(|_| "an offset leads in front of the header")?;
        let fields_len = self.number(fields, 2)? as usize;
        Ok(Table {
            bytes: self,
            at,
            fields,
            fields_len,
        })
    }
}

impl<'a> Table<'a> {
    /// Where a field lies; `None` if it is left out.
    pub(super) fn field(self, index: usize) -> Result<Option<usize>> {
        let slot = 4 + 2 * index;
        if slot + 2 > self.fields_len {
            return Ok(None);
        }
        let offset = self.bytes.number(self.fields + slot, 2)? as usize;
        Ok((offset != 0).then_some(self.at + offset))
    }

    pub(super) fn raw(self, index: usize, len: usize) -> Result<u64> {
        self.field(index)?
            .map_or(Ok(0), |at| self.bytes.number(at, len))
    }

    pub(super) fn u8(self, index: usize) -> Result<u8> {
        Ok(self.raw(index, 1)? as u8)
    }

    pub(super) fn u64(self, index: usize) -> Result<u64> {
        self.raw(index, 8)
    }

    pub(super) fn child(self, index: usize) -> Result<Option<Table<'a>>> {
        self.field(index)?
            .map(|at| self.bytes.table(at))
            .transpose()
    }

    pub(super) fn children(self, index: usize) -> Result<Vec<Table<'a>>> {
        let Some(at) = self.field(index)? else {
            return Ok(Vec::new());
        };
        let list = self.bytes.follow(at)?;
        let count = self.bytes.u32(list)? as usize;
        self.bytes.spend(count.saturating_mul(ENTRY_COST))?;
        (0..count)
            .map(|entry| self.bytes.table(list + 4 + 4 * entry))
            .collect()
    }

    pub(super) fn text(self, index: usize) -> Result<String> {
        let Some(at) = self.field(index)? else {
            return Ok(String::new());
        };
        let text = self.bytes.follow(at)?;
        let len = self.bytes.u32(text)? as usize;
        self.bytes.spend(len)?;
        let start = text + 4;
        let bytes = start
            .checked_add(len)
            .and_then(|end| self.bytes.bytes.get(start..end));
        let bytes = bytes.ok_or("a text ends outside of the header")?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header whose root has one field, a list that names the same table over and over.
    #[test]
    fn lists_that_lead_in_circles_are_refused() {
        let count: u32 = 1_000_000;
        let mut header: Vec<u8> = Vec::new();
        // The root lies at 12, its fields at 4; field 0 is at 4 from it.
        header.extend_from_slice(&12_u32.to_le_bytes());
        header.extend_from_slice(&[6, 0, 8, 0, 4, 0, 0, 0]);
        header.extend_from_slice(&8_i32.to_le_bytes());
        header.extend_from_slice(&4_u32.to_le_bytes());
        header.extend_from_slice(&count.to_le_bytes());
        header.resize(header.len() + 4 * count as usize, 0);
        let budget = Cell::new(BUDGET);
        let bytes = Bytes {
            bytes: &header,
            budget: &budget,
        };
        let root = bytes.table(0).expect("a table");
        let error = root.children(0).err().expect("too many");
        assert!(error.to_string().contains("too much"), "{error}");
    }
}
