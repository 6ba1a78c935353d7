//! The sets of options.

use arbitrary::Result;
use litert::options::*;
use litert::{CompiledModel, Model, Runtime};

use super::draw::{Draw, Want};

/// Options for everything.
#[derive(Default)]
pub(super) struct Sets {
    threads: Option<usize>,
    cpu: Option<CpuOptions>,
    gpu: Option<GpuOptions>,
    runtime: Option<RuntimeOptions>,
    compiler: Option<CompilerOptions>,
    qualcomm: Option<QualcommOptions>,
    mediatek: Option<MediatekOptions>,
    google_tensor: Option<GoogleTensorOptions>,
    openvino: Option<OpenVinoOptions>,
    samsung: Option<SamsungOptions>,
    arm: Option<ArmOptions>,
}

/// Calls setters, each now and then: `setter = "key": kind of value`.
macro_rules! draw {
    ($draw:ident, $readers:ident, $options:ident;
     $($setter:ident = $key:literal: $kind:ident $(($($all:expr),+))?,)*) => {
        $(if $draw.wants()? {
            let value = $draw.$kind($readers, $key $(, &[$($all),+])?)?;
            $options = $options.$setter(value);
        })*
    };
}

impl Sets {
    /// Some sets, with some options each.
    pub(super) fn draw(draw: &mut Draw<'_, '_>) -> Result<Self> {
        let mut sets = Self {
            runtime: Some(runtime(draw)?),
            ..Self::default()
        };
        let first = draw.u.int_in_range(0..=8)?;
        let second = draw.u.int_in_range(first..=8)?;
        // Each once: a set that takes another one's place takes all of it.
        let both = [Some(first), (second != first).then_some(second)];
        for number in both.into_iter().flatten() {
            match number {
                0 => {
                    let (cpu, threads) = cpu(draw)?;
                    sets.cpu = Some(cpu);
                    sets.threads = threads;
                }
                1 => sets.gpu = Some(gpu(draw)?),
                2 => sets.compiler = Some(compiler(draw)?),
                3 => sets.qualcomm = Some(qualcomm(draw)?),
                4 => sets.mediatek = Some(mediatek(draw)?),
                5 => sets.google_tensor = Some(google_tensor(draw)?),
                6 => sets.openvino = Some(openvino(draw)?),
                7 => sets.samsung = Some(samsung(draw)?),
                _ => sets.arm = Some(arm(draw)?),
            }
        }
        Ok(sets)
    }

    pub(super) fn build(&self, model: &Model, runtime: &Runtime) -> litert::Result<CompiledModel> {
        let mut builder = CompiledModel::builder().runtime(runtime);
        macro_rules! give {
            ($($set:ident as $setter:ident),*) => {
                $(if let Some(set) = &self.$set {
                    builder = builder.$setter(set.clone());
                })*
            };
        }
        give!(
            threads as threads,
            cpu as cpu,
            gpu as gpu,
            runtime as runtime_options,
            compiler as compiler,
            qualcomm as qualcomm,
            mediatek as mediatek,
            google_tensor as google_tensor,
            openvino as openvino,
            samsung as samsung,
            arm as arm
        );
        builder.build(model)
    }
}

fn runtime(draw: &mut Draw<'_, '_>) -> Result<RuntimeOptions> {
    let (of, mut options) = (&["runtime_options_string"], RuntimeOptions::new());
    draw! { draw, of, options;
        profiling = "enable_profiling": flag,
        compress_zero_points = "compress_quantization_zero_points": flag,
        no_delegate_clustering = "disable_delegate_clustering": flag,
    }
    // Set in any case.
    let reporter = [ErrorReporter::Off, ErrorReporter::Kept];
    let reporter = draw.one_of(of, "error_reporter_mode", &reporter)?;
    options = options.error_reporter(reporter);
    if draw.wants()? {
        let keys = match draw.u.ratio(2, 3)? {
            true => vec!["serving_default".to_owned()],
            false => draw.list(of, "selected_signature_keys")?,
        };
        draw.refused |= keys != ["serving_default"];
        draw.want(of, "selected_signature_keys", &Want::List(keys.clone()));
        options = options.selected_signatures(keys);
    }
    Ok(options)
}

fn cpu(draw: &mut Draw<'_, '_>) -> Result<(CpuOptions, Option<usize>)> {
    let (of, mut options) = (&["xnnpack", "cpu_delegate"], CpuOptions::new());
    let flags =
        CpuXnnpackFlags::NONE | CpuXnnpackFlags::FORCE_F16 | CpuXnnpackFlags::LATEST_OPERATORS;
    draw! { draw, of, options;
        kernel_mode = "kernel_mode":
            one_of(KernelMode::Xnnpack, KernelMode::Reference, KernelMode::Builtin),
        xnnpack_flags = "flags": one_of(CpuXnnpackFlags::NONE, CpuXnnpackFlags::DEFAULT, flags),
        ynnpack = "enable_ynnpack": flag,
        ynnpack_static_shape = "ynnpack_static_shape": flag,
        ynnpack_fast_math = "ynnpack_fast_math": flag,
        ynnpack_consistent_arithmetic = "ynnpack_consistent_arithmetic": flag,
        ynnpack_no_excess_precision = "ynnpack_no_excess_precision": flag,
    }
    let threads = |draw: &mut Draw<'_, '_>| -> Result<usize> {
        let threads = match draw.seldom(4)? {
            true => draw.u.arbitrary()?,
            false => draw.u.int_in_range(1..=3)?,
        };
        draw.refused |= threads > 1024;
        // Some hundred of them are somebody's time.
        draw.trusted |= threads > 3;
        let want = match threads {
            0 => Want::SomeNumber,
            threads => Want::Number(i64::try_from(threads).unwrap_or(0)),
        };
        draw.want(of, "num_threads", &want);
        Ok(threads)
    };
    if draw.wants()? {
        options = options.threads(threads(draw)?);
    } else if draw.wants()? {
        return Ok((options, Some(threads(draw)?)));
    }
    if draw.wants()? {
        draw.trusted = true;
        let path = draw.path(of, "weight_cache_file_path")?;
        // SAFETY: no library sees it but the fake one, which keeps the text.
        options = unsafe { options.weight_cache(path) };
    }
    Ok((options, None))
}

fn gpu(draw: &mut Draw<'_, '_>) -> Result<GpuOptions> {
    let (of, mut options) = (&["gpu_options"], GpuOptions::new());
    draw! { draw, of, options;
        precision = "precision": one_of(GpuPrecision::F16, GpuPrecision::F16SumsInF32),
        backend = "backend": one_of(GpuBackend::OpenCl, GpuBackend::WebGpu),
        priority = "priority": one_of(GpuPriority::Low, GpuPriority::High),
        storage = "buffer_storage_type": one_of(GpuStorage::Buffer, GpuStorage::Texture2d),
        wait = "wait_type": one_of(GpuWait::Passive, GpuWait::Active),
        texture_weights = "prefer_texture_weights": flag,
        preferred_device = "preferred_device_substr": text,
        compile_threads = "num_threads_to_compile": count,
        upload_threads = "num_threads_to_upload": count,
        prepared_steps = "num_steps_of_command_buffer_preparations": count,
        kernel_batch_size = "kernel_batch_size": count,
        share_constants = "enable_constant_tensors_sharing": flag,
        cache_key = "model_cache_key": text,
        cache_programs = "serialize_program_cache": flag,
        buffer_tensor_patterns = "buffer_storage_tensor_patterns": list,
    }
    if draw.wants()? {
        draw.trusted = true;
        let path = draw.path(of, "serialization_dir")?;
        let prefixes = draw.list(of, "external_tensor_patterns")?;
        // SAFETY: no library sees it but the fake one, which keeps the text.
        options = unsafe { options.cache_dir(path).external_tensor_patterns(prefixes) };
    }
    Ok(options)
}

fn compiler(draw: &mut Draw<'_, '_>) -> Result<CompilerOptions> {
    let (of, mut options) = (&["compiler_options_string"], CompilerOptions::new());
    draw! { draw, of, options;
        partition_strategy = "partition_strategy": one_of(PartitionStrategy::WeaklyConnected),
        max_partitions = "max_partitions": count,
    }
    Ok(options)
}

fn qualcomm(draw: &mut Draw<'_, '_>) -> Result<QualcommOptions> {
    let (of, mut options) = (&["qualcomm"], QualcommOptions::new());
    draw! { draw, of, options;
        log_level = "log_level": one_of(QualcommLog::Off, QualcommLog::Debug),
        backend = "qnn_backend": one_of(QualcommBackend::Htp, QualcommBackend::Lpai),
        weight_sharing = "enable_weight_sharing": flag,
        htp_p_point = "htp_p_point": number,
        ir_json_dir = "ir_json_dir": path,
        dlc_dir = "dlc_dir": path,
        graph_transform = "graph_transform": text,
        vtcm_size = "vtcm_size": count,
        saver_output_dir = "saver_output_dir": path,
        lpai_fps = "lpai_fps": count,
        lpai_cores = "lpai_core_selection": count,
    }
    if draw.wants()? {
        let tensors: Vec<i32> = draw.u.arbitrary()?;
        let texts = tensors.iter().map(i32::to_string).collect();
        draw.want(of, "dump_tensor_ids", &Want::List(texts));
        options = options.dump_tensors(tensors);
    }
    if draw.wants()? {
        draw.trusted = true;
        let parts: [String; 5] = [
            draw.some_text()?,
            draw.some_text()?,
            draw.some_text()?,
            draw.some_text()?,
            draw.some_text()?,
        ];
        draw.refused |= parts.iter().any(|part| part.contains(';'));
        let [name, interface_provider, compile, dispatch, target] = parts;
        let text = format!(
            "name:{name};interface_provider:{interface_provider};compile_package_path:{compile};\
             dispatch_package_path:{dispatch};target:{target}"
        );
        draw.want(of, "custom_op_package", &Want::Text(text));
        let package = CustomOpPackage {
            name,
            interface_provider,
            compile_package_path: compile,
            dispatch_package_path: dispatch,
            target,
        };
        // SAFETY: no library sees it but the fake one, which keeps the text.
        options = unsafe { options.custom_op_package(package) };
    }
    Ok(options)
}

fn mediatek(draw: &mut Draw<'_, '_>) -> Result<MediatekOptions> {
    let (of, mut options) = (&["mediatek"], MediatekOptions::new());
    let hints = NeuronHints::LOW_LATENCY | NeuronHints::DEEP_FUSION;
    draw! { draw, of, options;
        neuron_sdk = "neron_sdk_version": one_of(NeuronSdk::Version7, NeuronSdk::Version9),
        gemma_optimizations = "gemma_compiler_optimizations": flag,
        optimization_hints = "optimization_hint": one_of(NeuronHints::NORMAL, hints),
        dla_dir = "mediatek_dla_dir": path,
        aot_compilation_options = "aot_compilation_options": text,
    }
    Ok(options)
}

fn google_tensor(draw: &mut Draw<'_, '_>) -> Result<GoogleTensorOptions> {
    let (of, mut options) = (&["google_tensor"], GoogleTensorOptions::new());
    draw! { draw, of, options;
        sharding = "sharding_intensity": one_of(Sharding::Unspecified, Sharding::Maximum),
        int64_to_int32 = "int64_to_int32_truncation": flag,
        output_dir = "output_dir": path,
        extra_options_path = "extra_options_path": path,
    }
    for output in [false, true] {
        if draw.wants()? {
            let (signature, tensor) = (draw.some_text()?, draw.some_text()?);
            let coherent = draw.u.arbitrary()?;
            let side = if output { "output" } else { "input" };
            // The key ends where the white space before the first '=' begins, and the signature with
            // the first colon.
            draw.refused |= signature.contains([':', '=']) || tensor.contains('=');
            draw.refused |= tensor.ends_with(' ');
            let key = format!("{side}_coherency_{signature}:{tensor}");
            draw.want(of, key, &Want::Flag(coherent));
            options = match output {
                true => options.output_coherency(signature, tensor, coherent),
                false => options.input_coherency(signature, tensor, coherent),
            };
        }
    }
    Ok(options)
}

fn openvino(draw: &mut Draw<'_, '_>) -> Result<OpenVinoOptions> {
    let (of, mut options) = (&["intel_openvino"], OpenVinoOptions::new());
    if draw.wants()? {
        draw.want(of, "graph.-1.graph_backend", &Want::Number(0));
        options = options.device(OpenVinoDevice::Cpu);
    }
    for _ in 0..draw.u.int_in_range(0..=2)? {
        let name = match draw.seldom(4)? {
            true => draw.some_text()?,
            false => draw.u.choose(&["NUM_STREAMS", "a.b", "X-1"])?.to_string(),
        };
        let partition: Option<u32> = draw.u.arbitrary()?;
        let key = match partition {
            None => format!("configs_map.{name}"),
            Some(partition) => format!("graph.{partition}.configs_map.{name}"),
        };
        // Each once: a later value takes the place of a bad one.
        if draw
            .wanted
            .get(of[0])
            .is_some_and(|set| set.contains_key(&key))
        {
            continue;
        }
        let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        draw.refused |= name.is_empty() || !name.chars().all(good);
        let value = draw.some_text()?;
        draw.want(of, key, &Want::Text(value.clone()));
        options = match partition {
            None => options.config(name, value),
            Some(partition) => options.partition_config(partition, name, value),
        };
    }
    Ok(options)
}

fn samsung(draw: &mut Draw<'_, '_>) -> Result<SamsungOptions> {
    let (of, mut options) = (&["samsung"], SamsungOptions::new());
    draw! { draw, of, options;
        large_model_support = "enable_large_model_support": flag,
        soc_model = "samsung_soc_model": text,
    }
    Ok(options)
}

fn arm(draw: &mut Draw<'_, '_>) -> Result<ArmOptions> {
    let (of, mut options) = (&["Arm"], ArmOptions::new());
    draw! { draw, of, options;
        just_in_time = "enable_just_in_time": flag,
    }
    Ok(options)
}
