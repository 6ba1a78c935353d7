//! Messages between the application and its worker.
//!
//! A message is a length of eight bytes and as many bytes. Numbers in it have eight bytes, and lists
//! their length in front. Both sides are the same program on the same machine; but who listens to a
//! worker must not trust it.

use super::{Confinement, describe};
use crate::aligned::AlignedBuffer;
use crate::error::Result;
use crate::fallible;
use crate::model::{EngineKind, SignatureInfo, Vouched};
use crate::types::{MAX_RANK, Shape};

/// The first that a worker says.
pub(super) const HELLO: &[u8] = b"litert worker 1\n";

/// The shape and bytes of a tensor.
pub(super) struct Value<'a> {
    pub(super) shape: Shape,
    pub(super) bytes: &'a [u8],
}

/// The first that a worker is told.
pub(super) struct Load<'a> {
    pub(super) engine: EngineKind,
    /// `None` for the main graph.
    pub(super) signature: Option<&'a str>,
    /// How much more memory there may be.
    pub(super) memory: Option<u64>,
    /// What somebody vouches for, who made the model in the application.
    pub(super) vouched: Vouched,
    pub(super) model: &'a [u8],
}

impl<'a> Load<'a> {
    pub(super) fn encode(&self) -> Result<Vec<u8>> {
        let vouched = self.vouched.as_names().join("\n");
        let texts = vouched.len() + self.signature.unwrap_or_default().len();
        let size = self.model.len() + texts + 128;
        let mut out = fallible::with_capacity(size, "a copy of the model")?;
        put(
            &mut out,
            u64::from(self.engine == EngineKind::CompiledModel),
        );
        put(&mut out, u64::from(self.signature.is_some()));
        put_bytes(&mut out, self.signature.unwrap_or_default().as_bytes());
        put(&mut out, u64::from(self.memory.is_some()));
        put(&mut out, self.memory.unwrap_or_default());
        put(&mut out, u64::from(self.vouched.is_all()));
        put_bytes(&mut out, vouched.as_bytes());
        put_bytes(&mut out, self.model);
        Ok(out)
    }

    pub(super) fn decode(mut bytes: &'a [u8]) -> Option<Self> {
        let engine = match take(&mut bytes)? {
            0 => EngineKind::Interpreter,
            _ => EngineKind::CompiledModel,
        };
        let named = take(&mut bytes)? != 0;
        let signature = std::str::from_utf8(take_bytes(&mut bytes)?).ok()?;
        let limited = take(&mut bytes)? != 0;
        let memory = take(&mut bytes)?;
        let all = take(&mut bytes)? != 0;
        let names = std::str::from_utf8(take_bytes(&mut bytes)?).ok()?;
        Some(Self {
            engine,
            signature: named.then_some(signature),
            memory: limited.then_some(memory),
            vouched: match all {
                true => Vouched::all(),
                false => Vouched::names(names.lines().map(str::to_owned).collect()),
            },
            model: take_bytes(&mut bytes)?,
        })
    }
}

/// The inputs for a run.
pub(super) fn encode_run(inputs: &[Value<'_>]) -> Result<Vec<u8>> {
    let mut out = with_room(inputs)?;
    put_values(&mut out, inputs);
    Ok(out)
}

fn with_room(values: &[Value<'_>]) -> Result<Vec<u8>> {
    let size: usize = values.iter().map(|value| value.bytes.len() + 128).sum();
    fallible::with_capacity(size + 16, "a copy of the tensors")
}

/// The inputs for a run.
pub(super) fn decode_run(mut bytes: &[u8]) -> Option<Vec<Value<'_>>> {
    take_values(&mut bytes, |shape, bytes| Some(Value { shape, bytes }))
}

/// The answer of a worker.
pub(super) enum Reply {
    /// The model is loaded.
    Ready {
        /// The restrictions that the kernel enforces.
        confinement: Confinement,
        /// The signature according to the worker.
        signature: SignatureInfo,
    },
    /// The outputs.
    Outputs(Vec<(Shape, AlignedBuffer)>),
    /// Why it did not work.
    Failed(String),
}

const READY: u64 = 0;
const OUTPUTS: u64 = 1;
const FAILED: u64 = 2;

/// Why it did not work.
pub(super) fn encode_failed(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, FAILED);
    put_bytes(&mut out, text.as_bytes());
    out
}

/// That the model is loaded, and what it is like.
pub(super) fn encode_ready(confinement: Confinement, signature: &SignatureInfo) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, READY);
    put(&mut out, u64::from(confinement.seccomp));
    put(&mut out, confinement.landlock.unwrap_or(0).into());
    describe::put_signature(&mut out, signature);
    out
}

/// The outputs of a run.
pub(super) fn encode_outputs(outputs: &[Value<'_>]) -> Result<Vec<u8>> {
    let mut out = with_room(outputs)?;
    put(&mut out, OUTPUTS);
    put_values(&mut out, outputs);
    Ok(out)
}

impl Reply {
    /// `None` if it makes no sense.
    pub(super) fn decode(mut bytes: &[u8]) -> Option<Self> {
        Some(match take(&mut bytes)? {
            READY => Self::Ready {
                confinement: Confinement {
                    seccomp: take(&mut bytes)? != 0,
                    landlock: match take(&mut bytes)? {
                        0 => None,
                        version => Some(u32::try_from(version).ok()?),
                    },
                },
                signature: describe::take_signature(&mut bytes)?,
            },
            OUTPUTS => Self::Outputs(take_values(&mut bytes, |shape, bytes| {
                Some((shape, AlignedBuffer::try_copy_of(bytes)?))
            })?),
            FAILED => Self::Failed(String::from_utf8_lossy(take_bytes(&mut bytes)?).into_owned()),
            _ => return None,
        })
    }
}

pub(super) fn put(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn put_values(out: &mut Vec<u8>, values: &[Value<'_>]) {
    put(out, values.len() as u64);
    for value in values {
        put(out, value.shape.rank() as u64);
        for &dim in value.shape.dims() {
            put(out, u64::from(dim.unsigned_abs()));
        }
        put_bytes(out, value.bytes);
    }
}

pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u64::from_le_bytes(*number))
}

pub(super) fn take_bytes<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let len = usize::try_from(take(bytes)?).ok()?;
    let (taken, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    Some(taken)
}

fn take_values<'a, T>(
    bytes: &mut &'a [u8],
    make: impl Fn(Shape, &'a [u8]) -> Option<T>,
) -> Option<Vec<T>> {
    let mut values = Vec::new();
    for _ in 0..take(bytes)? {
        let rank = usize::try_from(take(bytes)?).ok()?;
        let mut dims = [0; MAX_RANK];
        let dims = dims.get_mut(..rank)?;
        for dim in dims.iter_mut() {
            *dim = i32::try_from(take(bytes)?).ok()?;
        }
        let shape = Shape::new(dims).ok()?;
        values.push(make(shape, take_bytes(bytes)?)?);
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_understood() {
        let load = Load {
            engine: EngineKind::CompiledModel,
            signature: Some("go"),
            memory: Some(7),
            vouched: Vouched::names(vec!["ranks".into(), "options".into()]),
            model: b"model",
        };
        let encoded = load.encode().expect("memory");
        let heard = Load::decode(&encoded).expect("the same");
        assert_eq!(heard.engine, EngineKind::CompiledModel);
        assert_eq!((heard.signature, heard.memory), (Some("go"), Some(7)));
        assert_eq!(heard.vouched, load.vouched);
        assert_eq!(heard.model, b"model");

        let value = Value {
            shape: Shape::new(&[2, 3]).expect("a shape"),
            bytes: &[1; 6],
        };
        let encoded = encode_outputs(&[value]).expect("memory");
        let Some(Reply::Outputs(outputs)) = Reply::decode(&encoded) else {
            panic!("outputs");
        };
        assert_eq!(outputs[0].0.dims(), [2, 3]);
        assert_eq!(&outputs[0].1[..], [1; 6]);
    }

    #[test]
    fn nonsense_is_no_message() {
        let value = || Value {
            shape: Shape::new(&[2, 3]).expect("a shape"),
            bytes: &[1; 6],
        };
        let encoded = encode_outputs(&[value(), value()]).expect("memory");
        for len in 0..encoded.len() {
            assert!(Reply::decode(&encoded[..len]).is_none(), "{len}");
        }
        for at in 0..encoded.len() {
            for wrong in [0, 9, 0x7f, 0x80, 0xff] {
                let mut damaged = encoded.clone();
                damaged[at] = wrong;
                // Whatever it is now: no panic, and no more memory than there were bytes.
                if let Some(Reply::Outputs(outputs)) = Reply::decode(&damaged) {
                    let sum: usize = outputs.iter().map(|(_, bytes)| bytes.len()).sum();
                    assert!(sum <= damaged.len());
                }
            }
        }
    }
}
