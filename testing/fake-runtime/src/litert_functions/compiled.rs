//! Compiled models: made, asked, resized.

use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr;
use std::sync::Arc;

use litert::types::Shape;
use litert_sys::litert::*;

use super::accelerator::{Accelerator, CreateDelegate, Wrapper};
use super::environment::Environment;
use super::model::Model;
use super::observe::Profiler;
use super::options::{Kernel, Options};
use super::requirements::Requirements;
use super::{INVALID_ARGUMENT, NOT_FOUND, OK, RUNTIME_FAILURE, layout};
use crate::call::{Call, c_functions};
use crate::compute;
use crate::image::{self, Image};
use crate::pointer::{Const, Mut};
use crate::registry::Thing;

pub(super) type CancelCheck = unsafe extern "C" fn(*mut c_void) -> bool;

pub(super) struct CompiledModel {
    pub(super) image: Arc<Image>,
    /// The shapes of all tensors, graph by graph.
    pub(super) shapes: Vec<Vec<Shape>>,
    pub(super) kernels: Vec<Kernel>,
    pub(super) errors: Vec<String>,
    pub(super) cancellation: Option<(CancelCheck, Mut<c_void>)>,
    pub(super) feature: Option<Const<c_char>>,
    pub(super) profiler: Option<usize>,
    pub(super) runs: usize,
    pub(super) counted_from: Option<usize>,
    delegates: Vec<usize>,
}

impl Thing for CompiledModel {
    const KIND: &'static str = "LiteRtCompiledModel";
}

impl CompiledModel {
    /// The custom operator that runs this one.
    pub(super) fn kernel(&self, operator: &image::Operator) -> Option<Kernel> {
        let (name, version, _) = operator.custom.as_ref()?;
        let known = |kernel: &&Kernel| kernel.name == *name && kernel.version == *version;
        self.kernels.iter().find(known).cloned()
    }
}

/// Works out the shapes of a graph from those of its inputs.
fn plan(call: &mut Call, model: usize, graph: usize) -> Option<Result<(), String>> {
    let image = Arc::clone(&call.get::<CompiledModel>(model)?.image);
    let info = &image.graphs[graph];
    for operator in &info.operators {
        let it = call.get::<CompiledModel>(model)?;
        let Some(kernel) = it.kernel(operator) else {
            let shapes = &mut it.shapes[graph];
            for &output in &operator.outputs {
                shapes[output] = compute::output_shape(info, operator, output, shapes);
            }
            continue;
        };
        let inputs: Vec<LiteRtLayout> = operator
            .inputs
            .iter()
            .flatten()
            .map(|&input| layout(it.shapes[graph][input]))
            .collect();
        let mut outputs = vec![layout(Shape::from([])); operator.outputs.len()];
        let Some(ask) = kernel.functions.0.GetOutputLayouts else {
            return Some(Err("a custom operator without shapes".to_owned()));
        };
        // SAFETY: the callback that the application gave, with its data; both have to outlive the
        // compiled model. The arrays are as long as stated.
        call.pause(|| unsafe {
            ask(
                kernel.user_data.raw(),
                inputs.len(),
                inputs.as_ptr(),
                outputs.len(),
                outputs.as_mut_ptr(),
            )
        });
        let it = call.get::<CompiledModel>(model)?;
        for (&output, layout) in operator.outputs.iter().zip(&outputs) {
            // The real one looks at this bit, too, and not at the status.
            let refused = layout.rank_and_flags & 0x80 != 0;
            match super::shape(layout).filter(|_| !refused) {
                Some(shape) => it.shapes[graph][output] = shape,
                None => return Some(Err(format!("{} has no output shape", operator.name))),
            }
        }
    }
    Some(Ok(()))
}

/// Asks the accelerators for delegates.
fn delegates(
    call: &mut Call,
    environment: usize,
    options: usize,
    made: &mut Vec<usize>,
) -> Option<LiteRtStatus> {
    for address in call.get::<Environment>(environment)?.accelerators.clone() {
        let accelerator = call.get::<Accelerator>(address)?;
        let Some(create) = accelerator.create else {
            continue;
        };
        let create: CreateDelegate = create;
        let mut wrapper = ptr::null_mut();
        // SAFETY: the function that the application gave; its arguments are alive during the call.
        let status = call.pause(|| unsafe {
            create(
                ptr::null_mut(),
                environment as LiteRtEnvironment,
                address as LiteRtAcceleratorConst,
                options as LiteRtOptions,
                &raw mut wrapper,
            )
        });
        if status != OK {
            return Some(status);
        }
        if !wrapper.is_null() {
            made.push(wrapper as usize);
        }
    }
    Some(OK)
}

/// Gives delegates back to whom they came from.
fn give_back(call: &mut Call, delegates: Vec<usize>) -> Option<()> {
    for wrapper in delegates {
        let Wrapper { delegate, deleter } = call.destroy::<Wrapper>(wrapper)?;
        // The real one tells them that they are not needed any more.
        let _ = delegate.as_const().get();
        // SAFETY: the function that came with the delegate.
        call.pause(|| unsafe { deleter.map(|deleter| deleter(delegate.raw())) });
    }
    Some(())
}

fn find_input(it: &CompiledModel, signature: usize, position: usize) -> Option<(usize, usize)> {
    let info = it.image.signatures.get(signature)?;
    Some((info.graph, info.inputs.get(position)?.1))
}

fn resize(
    call: &mut Call,
    model: usize,
    signature: usize,
    position: usize,
    dims: Vec<c_int>,
    strict: bool,
) -> Option<LiteRtStatus> {
    let it = call.get::<CompiledModel>(model)?;
    let Some((graph, tensor)) = find_input(it, signature, position) else {
        return Some(NOT_FOUND);
    };
    let open = it.image.graphs[graph].tensors[tensor].open;
    let Some(shape) = Shape::new(&dims)
        .ok()
        .filter(|shape| !strict || open.accepts(shape))
    else {
        return Some(INVALID_ARGUMENT);
    };
    it.shapes[graph][tensor] = shape;
    // They are made anew when they are asked for again.
    call.end_children::<Requirements>(model);
    match plan(call, model, graph)? {
        Ok(()) => Some(OK),
        Err(why) => {
            call.get::<CompiledModel>(model)?.errors.push(why);
            Some(RUNTIME_FAILURE)
        }
    }
}

c_functions! { litert;
    fn LiteRtCreateCompiledModel(
        call,
        environment: LiteRtEnvironment,
        model: LiteRtModel,
        options: LiteRtOptions,
        out: *mut LiteRtCompiledModel,
    ) -> LiteRtStatus, null out {
        let (environment, model) = (environment.raw() as usize, model.raw() as usize);
        let options = options.raw() as usize;
        call.get::<Environment>(environment)?;
        let image = Arc::clone(&call.get::<Model>(model)?.image);
        let compilation = call.get::<Options>(options)?;
        if compilation.hardware & 1 == 0 {
            return Some(LiteRtStatus(504));
        }
        let kernels = compilation.kernels.clone();
        let profiles = |text: &CString| text.to_string_lossy().contains("profiling");
        let profiled = compilation.texts.iter().any(profiles);
        let mut wrappers = Vec::new();
        let status = delegates(call, environment, options, &mut wrappers)?;
        if status != OK {
            give_back(call, wrappers)?;
            return Some(status);
        }
        let shapes: Vec<Vec<Shape>> = image
            .graphs
            .iter()
            .map(|graph| graph.tensors.iter().map(|tensor| tensor.shape).collect())
            .collect();
        let graphs = shapes.len();
        let compiled: LiteRtCompiledModel = call.create(CompiledModel {
            image: Arc::clone(&image),
            shapes,
            kernels,
            errors: Vec::new(),
            cancellation: None,
            feature: None,
            profiler: None,
            runs: 0,
            counted_from: None,
            delegates: wrappers,
        });
        let address = compiled as usize;
        call.uses(address, environment);
        call.uses(address, model);
        if !call.get::<CompiledModel>(address)?.kernels.is_empty() {
            // The names of custom operators are read there to the end.
            call.uses(address, options);
        }
        if profiled {
            let profiler: LiteRtProfiler = call.create_in(address, Profiler::default());
            call.get::<CompiledModel>(address)?.profiler = Some(profiler as usize);
        }
        let wrappers = call.get::<CompiledModel>(address)?.delegates.clone();
        for wrapper in wrappers {
            let delegate = call.get::<Wrapper>(wrapper)?.delegate.raw() as usize;
            if call.is_handle(delegate) {
                call.uses(address, delegate);
            }
        }
        for operator in image.graphs.iter().flat_map(|graph| &graph.operators) {
            let Some(kernel) = call.get::<CompiledModel>(address)?.kernel(operator) else {
                continue;
            };
            let Some((_, _, options)) = &operator.custom else { continue };
            let Some(init) = kernel.functions.0.Init else { continue };
            let data = options.as_ptr().cast();
            // SAFETY: as for `plan`; the options live until it returns.
            call.pause(|| unsafe { init(kernel.user_data.raw(), data, options.len()) });
        }
        for graph in 0..graphs {
            if plan(call, address, graph)?.is_err() {
                destroy(call, address)?;
                return Some(RUNTIME_FAILURE);
            }
        }
        out.put(compiled);
        Some(OK)
    }

    fn LiteRtDestroyCompiledModel(call, model: LiteRtCompiledModel) {
        destroy(call, model.raw() as usize)
    }

    fn LiteRtGetCompiledModelInputTensorLayout(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        position: LiteRtParamIndex,
        out: *mut LiteRtLayout,
    ) -> LiteRtStatus {
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        let Some((graph, tensor)) = find_input(it, signature, position) else {
            return Some(NOT_FOUND);
        };
        let info = &it.image.graphs[graph].tensors[tensor];
        // Before anybody resized it, open dimensions are told as such.
        let shape = match it.shapes[graph][tensor] == info.shape {
            true => info.open,
            false => it.shapes[graph][tensor],
        };
        out.put(layout(shape));
        Some(OK)
    }

    fn LiteRtGetCompiledModelOutputTensorLayouts(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        count: usize,
        out: *mut LiteRtLayout,
        _update: bool,
    ) -> LiteRtStatus {
        let it = call.get::<CompiledModel>(model.raw() as usize)?;
        let info = it.image.signatures.get(signature)?;
        if info.outputs.len() != count {
            return Some(INVALID_ARGUMENT);
        }
        let shapes = &it.shapes[info.graph];
        out.put_all(info.outputs.iter().map(|(_, index)| layout(shapes[*index])));
        Some(OK)
    }

    fn LiteRtCompiledModelResizeInputTensor(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        position: LiteRtParamIndex,
        dims: *const c_int,
        rank: usize,
    ) -> LiteRtStatus {
        resize(call, model.raw() as usize, signature, position, dims.copy(rank), true)
    }

    fn LiteRtCompiledModelResizeInputTensorNonStrict(
        call,
        model: LiteRtCompiledModel,
        signature: LiteRtParamIndex,
        position: LiteRtParamIndex,
        dims: *const c_int,
        rank: usize,
    ) -> LiteRtStatus {
        resize(call, model.raw() as usize, signature, position, dims.copy(rank), false)
    }

    fn LiteRtCompiledModelIsFullyAccelerated(
        call,
        model: LiteRtCompiledModel,
        out: *mut bool,
    ) -> LiteRtStatus {
        call.get::<CompiledModel>(model.raw() as usize)?;
        out.put(true);
        Some(OK)
    }

    fn LiteRtCompiledModelIsNonCpuFullyAccelerated(
        call,
        model: LiteRtCompiledModel,
        out: *mut bool,
    ) -> LiteRtStatus {
        call.get::<CompiledModel>(model.raw() as usize)?;
        out.put(false);
        Some(OK)
    }
}

fn destroy(call: &mut Call, address: usize) -> Option<()> {
    let it = call.get::<CompiledModel>(address)?;
    // What it points to has to be there to the end.
    let _ = it.feature.map(Const::text);
    let intact = it.image.is_intact();
    let kernels = it.kernels.clone();
    let wrappers = std::mem::take(&mut it.delegates);
    if !intact {
        call.violation("the bytes of the model are not what they were when it was made");
    }
    for kernel in kernels {
        let Some(end) = kernel.functions.0.Destroy else {
            continue;
        };
        // SAFETY: as for `plan`.
        call.pause(|| unsafe { end(kernel.user_data.raw()) });
    }
    give_back(call, wrappers);
    call.destroy::<CompiledModel>(address).map(drop)
}
