//! What safe code can do to an engine, short of what the compiler refuses: it ends in values or in an
//! error, never in memory of somebody else's.

mod called_graphs;
mod dishonest;

use litert_generator::file as tflite;
