//! Processes with little memory, little disk or very many runs. Each test has child processes.

mod constant_memory;
mod disk;
mod memory_limit;
