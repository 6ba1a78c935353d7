//! Programs that would be unsound, and that the compiler refuses: one for each rule of who keeps
//! what alive, who may look at what meanwhile, and which thread may.
//!
//! Each names the error that it has to fail with; a nightly `rustdoc` compares it. Rules of single
//! types are tested in the documentation of these types as well.
//!
//! # What runs changes, and nobody looks meanwhile
//!
//! An interpreter is not run while a view of its tensors exists,
//!
//! ```compile_fail,E0502
//! # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
//! let scores = interpreter.output(0)?;
//! interpreter.run()?;
//! scores.to_f32().map(drop)
//! # }
//! ```
//!
//! not resized,
//!
//! ```compile_fail,E0502
//! # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
//! let scores = interpreter.output(0)?;
//! interpreter.resize_input(0, &[2, 3])?; // gives tensors other memory
//! scores.to_f32().map(drop)
//! # }
//! ```
//!
//! not given other memory,
//!
//! ```compile_fail,E0502
//! # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
//! let pixels = interpreter.input(0)?;
//! let before = interpreter.place_input(0, litert::AlignedBuffer::zeroed(1024))?;
//! pixels.to_f32().map(drop)
//! # }
//! ```
//!
//! and not dropped.
//!
//! ```compile_fail,E0505
//! # fn f(interpreter: litert::Interpreter) -> litert::Result<()> {
//! let scores = interpreter.output(0)?;
//! drop(interpreter);
//! scores.to_f32().map(drop)
//! # }
//! ```
//!
//! Its elements borrow it just like the view:
//!
//! ```compile_fail,E0502
//! # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
//! let scores: &[f32] = interpreter.output(0)?.as_slice()?;
//! interpreter.run()?;
//! println!("{scores:?}");
//! # Ok(())
//! # }
//! ```
//!
//! Who may write is alone,
//!
//! ```compile_fail,E0499
//! # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
//! let mut first = interpreter.input_mut(0)?;
//! let mut second = interpreter.input_mut(1)?;
//! first.write_f32(&[1.0])?;
//! second.write_f32(&[1.0])
//! # }
//! ```
//!
//! and running is changing.
//!
//! ```compile_fail,E0596
//! # fn f(interpreter: &litert::Interpreter) -> litert::Result<()> {
//! interpreter.run()
//! # }
//! ```
//!
//! ```compile_fail,E0596
//! # fn f(compiled: &litert::CompiledModel) -> litert::Result<()> {
//! compiled.run()
//! # }
//! ```
//!
//! The same holds for compiled models,
//!
//! ```compile_fail,E0502
//! # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
//! let scores = compiled.output(0)?;
//! compiled.run()?;
//! scores.to_f32().map(drop)
//! # }
//! ```
//!
//! ```compile_fail,E0502
//! # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
//! let scores = compiled.output(0)?;
//! compiled.resize_input(0, &[2, 3])?;
//! scores.to_f32().map(drop)
//! # }
//! ```
//!
//! ```compile_fail,E0505
//! # fn f(compiled: litert::CompiledModel) -> litert::Result<()> {
//! let scores = compiled.output(0)?;
//! drop(compiled);
//! scores.to_f32().map(drop)
//! # }
//! ```
//!
//! for buffers,
//!
//! ```compile_fail,E0502
//! # fn f(mut buffer: litert::TensorBuffer<'static>) -> litert::Result<()> {
//! let view = buffer.as_tensor();
//! buffer.write(|mut tensor| tensor.write_f32(&[1.0]))?;
//! println!("{}", view.is_some());
//! # Ok(())
//! # }
//! ```
//!
//! ```compile_fail,E0502
//! # fn f(mut compiled: litert::CompiledModel, input: litert::TensorBuffer<'static>,
//! #      mut output: litert::TensorBuffer<'static>) -> litert::Result<()> {
//! let view = output.as_tensor();
//! compiled.run_with(&[&input], &mut [&mut output])?;
//! println!("{}", view.is_some());
//! # Ok(())
//! # }
//! ```
//!
//! ```compile_fail,E0505
//! # fn f(buffer: litert::TensorBuffer<'static>) {
//! let view = buffer.as_tensor();
//! let memory = buffer.into_memory();
//! println!("{}", view.is_some());
//! # }
//! ```
//!
//! and for signatures, of which one at a time has the engine.
//!
//! ```compile_fail,E0499
//! # fn f(mut interpreter: litert::Interpreter) -> litert::Result<()> {
//! let mut first = interpreter.signature("first")?;
//! let mut second = interpreter.signature("second")?;
//! first.run()?;
//! second.run()
//! # }
//! ```
//!
//! ```compile_fail,E0499
//! # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
//! let mut first = compiled.signature("first")?;
//! let mut second = compiled.signature("second")?;
//! first.run()?;
//! second.run()
//! # }
//! ```
//!
//! Buffers that a run in progress uses belong to the run:
//!
//! ```compile_fail,E0382
//! # fn f(mut compiled: litert::CompiledModel, input: litert::TensorBuffer<'static>,
//! #      output: litert::TensorBuffer<'static>) -> litert::Result<()> {
//! let run = compiled.run_async(vec![input], vec![output])?;
//! output.read(|tensor| tensor.to_f32())?;
//! # drop(run);
//! # Ok(())
//! # }
//! ```
//!
//! # Who is kept alive by whom
//!
//! Models, environments, delegates and runtimes are owned by what uses them, and may be dropped
//! whenever: `testing/fake-runtime/tests/drop_orders.rs` drops them in every order. What is borrowed
//! instead has to live long enough: bytes of a model that are not copied,
//!
//! ```compile_fail,E0597
//! fn f() -> litert::Result<litert::Model> {
//!     let bytes = vec![0_u8; 1024];
//!     litert::Model::from_static(&bytes)
//! }
//! ```
//!
//! memory of a buffer,
//!
//! ```compile_fail,E0597
//! # fn f(mut compiled: litert::CompiledModel) -> litert::Result<()> {
//! let buffer = {
//!     let mut memory = litert::AlignedBuffer::zeroed(4096);
//!     compiled.input_buffer_from(0, &mut memory)?
//! };
//! buffer.read(|tensor| tensor.to_f32())?;
//! # Ok(())
//! # }
//! ```
//!
//! and what a custom operator captures.
//!
//! ```compile_fail,E0597
//! use litert::{CustomOp, OpResult, Tensor, TensorMut, types::Shape};
//!
//! struct Borrows<'a>(&'a str);
//! # impl CustomOp for Borrows<'static> {
//! #     type State = ();
//! #     fn init(&self, _: &[u8]) -> OpResult<()> { Ok(()) }
//! #     fn output_shapes(&self, _: &(), _: &[Shape]) -> OpResult<Vec<Shape>> { Ok(vec![]) }
//! #     fn invoke(&self, _: &(), _: &[Tensor<'_>], _: &mut [TensorMut<'_>]) -> OpResult<()> { Ok(()) }
//! # }
//! let name = String::from("a name");
//! litert::Interpreter::builder().custom_op("Op", 1, Borrows(&name));
//! ```
//!
//! # Which thread may
//!
//! Engines and buffers move between threads, and are not shared:
//!
//! ```
//! fn moves<T: Send>() {}
//! moves::<litert::Interpreter>();
//! moves::<litert::CompiledModel>();
//! moves::<litert::TensorBuffer<'_>>();
//! moves::<litert::RunFuture>();
//! moves::<litert::delegate::Delegate>();
//! ```
//!
//! ```compile_fail,E0277
//! fn is_shared<T: Sync>() {}
//! is_shared::<litert::Interpreter>();
//! ```
//!
//! ```compile_fail,E0277
//! fn is_shared<T: Sync>() {}
//! is_shared::<litert::CompiledModel>();
//! ```
//!
//! ```compile_fail,E0277
//! fn is_shared<T: Sync>() {}
//! is_shared::<litert::TensorBuffer<'static>>();
//! ```
//!
//! What they are made of is shared as well:
//!
//! ```
//! fn is_shared<T: Send + Sync>() {}
//! is_shared::<litert::Runtime>();
//! is_shared::<litert::Model>();
//! is_shared::<litert::Environment>();
//! is_shared::<litert::CancellationToken>();
//! is_shared::<litert::delegate::WeightsCache>();
//! ```
//!
//! Operators are called on threads of the runtime:
//!
//! ```compile_fail,E0277
//! use litert::{CustomOp, OpResult, Tensor, TensorMut, types::Shape};
//! use std::rc::Rc;
//!
//! struct Counts(Rc<u32>);
//!
//! impl CustomOp for Counts {
//!     type State = ();
//!     fn init(&self, _: &[u8]) -> OpResult<()> { Ok(()) }
//!     fn output_shapes(&self, _: &(), _: &[Shape]) -> OpResult<Vec<Shape>> { Ok(vec![]) }
//!     fn invoke(&self, _: &(), _: &[Tensor<'_>], _: &mut [TensorMut<'_>]) -> OpResult<()> { Ok(()) }
//! }
//! ```
//!
//! # What bytes may be taken for
//!
//! Not every byte is a `bool`, and no byte a reference; who else could say so is nobody:
//!
//! ```compile_fail,E0277
//! # fn f(tensor: litert::Tensor<'_>) -> litert::Result<()> {
//! tensor.as_slice::<bool>().map(drop)
//! # }
//! ```
//!
//! ```compile_fail,E0277
//! # fn f(tensor: litert::Tensor<'_>) -> litert::Result<()> {
//! tensor.as_slice::<&'static str>().map(drop)
//! # }
//! ```
//!
//! ```compile_fail,E0277
//! #[derive(Clone, Copy)]
//! struct Any(fn());
//! impl litert::Element for Any {}
//! ```
//!
//! # What the caller vouches for
//!
//! Files that others may change, and code that is loaded:
//!
//! ```compile_fail,E0133
//! let model = litert::Model::map_file("model.tflite");
//! ```
//!
//! ```compile_fail,E0133
//! let runtime = litert::Runtime::from_library("libLiteRt.so");
//! ```
//!
//! ```compile_fail,E0133
//! let plugin = litert::delegate::ExternalDelegate::new("libplugin.so");
//! ```
//!
//! Folders whose files are taken for this model's:
//!
//! ```compile_fail,E0133
//! let options = litert::delegate::nnapi::NnapiOptions::new().cache("folder", "model");
//! ```
//!
//! ```compile_fail,E0133
//! fn keep(options: litert::delegate::gpu::GpuDelegateOptions) -> litert::delegate::gpu::GpuDelegateOptions {
//!     options.serialization("folder", "model")
//! }
//! ```
//!
//! ```compile_fail,E0200
//! struct Mine;
//! impl litert::sys::SymbolSource for Mine {
//!     fn find(&self, _: &std::ffi::CStr) -> Option<std::ptr::NonNull<std::ffi::c_void>> { None }
//!     fn describe(&self) -> String { String::new() }
//! }
//! ```
