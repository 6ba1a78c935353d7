//! Options of the compiler that prepares models for neural processing units.

use super::toml::{choice, options};

options! {
    /// How a model is divided between an NPU's compiler plugin and the rest.
    pub struct CompilerOptions of "compiler" as [c"compiler_options_string"];

    /// How operators are gathered into partitions.
    set partition_strategy: PartitionStrategy = "partition_strategy";
    /// At most so many partitions go to the plugin; as many as there are by default.
    set max_partitions: u32 = "max_partitions";
}

choice! {
    /// How operators are gathered into the partitions that a plugin compiles.
    pub enum PartitionStrategy {
        /// As the runtime prefers.
        Default = 0,
        /// Operators that are connected, in whatever direction.
        WeaklyConnected = 1,
    }
}
