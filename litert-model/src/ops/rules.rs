//! Why operators are refused, by the name of the rule.

/// A rule that hazards of one or more operators share.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, which never changes.
    pub name: &'static str,
    /// What a kernel or a delegate does where the rule is broken.
    pub why: &'static str,
}

macro_rules! rules {
    ($($name:literal: $why:literal,)*) => {
        /// All rules.
        pub const RULES: &[Rule] = &[$(Rule { name: $name, why: $why }),*];
    };
}

rules! {
    "attention-inputs": "the delegate believes that query, key, value and mask fit together",
    "axes-empty": "the first axis is read, whether there is one or not",
    "axes-order": "each axis is believed to be there once",
    "axes-too-many": "there is room for as many axes as the input has dimensions",
    "axis-not-single": "one axis is read, however many there are",
    "bitcast-size": "the last dimension is taken for the elements that make a wider one",
    "block-size": "the square of the size is a number of 32 bits, and divided by",
    "broadcast-args-unlike": "shapes that do not broadcast end the process",
    "broadcast-ranks": "the kernel ends the process if it is to broadcast more dimensions than it knows",
    "channel-scales": "a scale is read for each channel, however many there are",
    "copied-whole": "the input is copied to an output that is not resized",
    "copy-between-types": "as many bytes are copied as the input has, wherever they end",
    "diagonal-length": "as many elements are read as the matrix has on its diagonal",
    "dimensions-too-many": "the delegate copies the shape to where there is room for eight dimensions",
    "div-by-zero": "an integer divided by 0 ends the process",
    "div-overflow": "the smallest integer divided by -1 ends the process",
    "embedding-lookup-sparse-places": "it is written to wherever the indices lead",
    "floor-mod-overflow": "the smallest integer divided by -1 ends the process",
    "gather-lists": "the lists of the options are read along each other and along shapes",
    "inputs-unlike": "as many elements of the second input are read as the first one has",
    "no-matrix": "the last two dimensions are read, whether there are as many or not",
    "no-picture": "the delegate reads height and width, whether there are any or not",
    "nothing-inside": "work is shared out by sizes, which are divided by",
    "nothing-to-read": "the first or last element is read, whether there is one or not",
    "options": "options are read without a look whether they are there and whole",
    "output-size": "a shape comes as values, and the kernel goes on when there is no such tensor",
    "parts-and-outputs": "the delegate believes that there are as many outputs as the options say",
    "parts-uneven": "all parts are written as long as the first one",
    "places-outside": "a place comes as values, and is read or written wherever it is",
    "quantization-impossible": "the delegate reports parameters that it does not know to a null pointer",
    "recurrent-scales": "scales of state and weights are read through null pointers",
    "recurrent-types": "types and ranks of weights and state are believed to go together",
    "reverse-sequence-lengths": "elements are written behind the end of a sequence that is shorter",
    "scales-impossible": "a ratio of scales that is no multiplier ends the process, and so do tables that are not made",
    "scatter-lists": "the lists of the options are read along each other and along shapes",
    "shape-uncountable": "sizes are counted in 32 bits, and divided by",
    "unpacked-size": "the delegate reads as much from a constant as the result takes",
    "window-impossible": "strides, sizes and dilations are divided by, or multiplied in 32 bits",
    "window-larger": "the size of the result is taken for positive",
    "written-type": "elements of another type are written than the output has room for",
    "xnnpack-list": "the delegate copies a list to where there is room for six; the model runs without it",
    "xnnpack-variable": "the delegate takes a variable without a shape for a single number",
}
