use super::*;

const NEW: LiteRtVersion = LiteRtVersion::V2_3;
const OLD: LiteRtVersion = LiteRtVersion::V2_1_6;

fn message<T: Options>(options: T, version: LiteRtVersion) -> String {
    options.text(version).unwrap_err().to_string()
}

#[test]
fn nothing_set_is_no_text() {
    assert_eq!(CpuOptions::new().text(NEW).unwrap(), "");
    assert_eq!(GpuOptions::new().text(NEW).unwrap(), "");
    assert_eq!(QualcommOptions::new().text(OLD).unwrap(), "");
    let texts = AllOptions::default().texts(NEW).unwrap();
    let expected = (
        c"runtime_options_string",
        "error_reporter_mode = 2\n".to_owned(),
    );
    assert_eq!(texts, [expected]);
}

#[test]
fn values_become_lines() {
    let cpu = CpuOptions::new()
        .kernel_mode(KernelMode::Reference)
        .threads(3)
        .xnnpack_flags(CpuXnnpackFlags::DEFAULT | CpuXnnpackFlags::FORCE_F16);
    // SAFETY: the text is only looked at.
    let cpu = unsafe {
        cpu.weight_cache("C:\\cache dir\\w.bin")
            .fully_delegated(false)
    };
    assert_eq!(
        cpu.text(OLD).unwrap(),
        "kernel_mode = 1\nnum_threads = 3\nflags = 7\n\
         weight_cache_file_path = \"C:\\cache dir\\w.bin\"\n\
         hint_fully_delegated_to_single_delegate = false\n"
    );
    let gpu = GpuOptions::new()
        .precision(GpuPrecision::F32)
        .preferred_device("llvmpipe (LLVM 15, 256 bits)")
        .buffer_tensor_patterns(["a", "b,c"]);
    assert_eq!(
        gpu.text(OLD).unwrap(),
        "precision = 2\npreferred_device_substr = \"llvmpipe (LLVM 15, 256 bits)\"\n\
         buffer_storage_tensor_patterns = [\"a\", \"b,c\"]\n"
    );
    let qualcomm = QualcommOptions::new().dump_tensors([1, -2]).vtcm_size(8);
    assert_eq!(
        qualcomm.text(OLD).unwrap(),
        "dump_tensor_ids = [\"1\", \"-2\"]\nvtcm_size = 8\n"
    );
    let intel = OpenVinoOptions::new()
        .device(OpenVinoDevice::Cpu)
        .partition_device(2, OpenVinoDevice::Npu)
        .config("NUM_STREAMS", "2")
        .partition_config(0, "CACHE_DIR", "/var/cache");
    assert_eq!(
        intel.text(OLD).unwrap(),
        "configs_map.NUM_STREAMS = \"2\"\ngraph.-1.graph_backend = 0\n\
         graph.2.graph_backend = 2\ngraph.0.configs_map.CACHE_DIR = \"/var/cache\"\n"
    );
    let tensor = GoogleTensorOptions::new()
        .sharding(Sharding::Unspecified)
        .op_filters("foo");
    assert_eq!(
        tensor.text(OLD).unwrap(),
        "sharding_intensity = -1\nop_filters_proto = \"Zm9v\"\n"
    );
    let tensor = GoogleTensorOptions::new()
        .input_coherency("serving_default", "image:0", true)
        .input_coherency("other", "image", false)
        .output_coherency("serving_default", "scores", true);
    assert_eq!(
        tensor.text(NEW).unwrap(),
        "input_coherency_other:image = false\ninput_coherency_serving_default:image:0 = true\n\
         output_coherency_serving_default:scores = true\n"
    );
    let mediatek = MediatekOptions::new()
        .neuron_sdk(NeuronSdk::Version9)
        .optimization_hints(NeuronHints::LOW_LATENCY | NeuronHints::BATCH_PROCESSING);
    assert_eq!(
        mediatek.text(OLD).unwrap(),
        "neron_sdk_version = 2\noptimization_hint = 5\n"
    );
}

#[test]
fn cpu_options_go_to_both_readers() {
    let all = AllOptions {
        threads: Some(2),
        cpu: Some(
            CpuOptions::new()
                .threads(7)
                .kernel_mode(KernelMode::Builtin),
        ),
        ..AllOptions::default()
    };
    let texts = all.texts(NEW).unwrap();
    let names: Vec<_> = texts.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [c"runtime_options_string", c"xnnpack", c"cpu_delegate"]
    );
    assert_eq!(texts[1].1, "kernel_mode = 2\nnum_threads = 2\n");
    assert_eq!(texts[1].1, texts[2].1);
}

#[test]
fn no_value_can_add_a_line() {
    for bad in [
        "a\"b",
        "a'b",
        "a#b",
        "a\nflags = 0",
        "a\0b",
        "a\rb",
        "\"",
        "\u{85}",
    ] {
        let texts = [
            message(GpuOptions::new().preferred_device(bad), NEW),
            message(GpuOptions::new().cache_key(bad), NEW),
            message(GpuOptions::new().buffer_tensor_patterns(["good", bad]), NEW),
            message(RuntimeOptions::new().selected_signatures([bad]), NEW),
            message(QualcommOptions::new().dlc_dir(bad), NEW),
            message(SamsungOptions::new().soc_model(bad), NEW),
            message(MediatekOptions::new().aot_compilation_options(bad), NEW),
            message(GoogleTensorOptions::new().output_dir(bad), NEW),
            message(
                GoogleTensorOptions::new().input_coherency(bad, "x", true),
                NEW,
            ),
            message(
                GoogleTensorOptions::new().output_coherency("x", bad, true),
                NEW,
            ),
            message(OpenVinoOptions::new().config("KEY", bad), NEW),
            message(OpenVinoOptions::new().config(bad, "value"), NEW),
            message(
                OpenVinoOptions::new().partition_config(1, bad, "value"),
                NEW,
            ),
        ];
        for text in texts {
            assert!(
                text.contains("option") || text.contains("property"),
                "{text}"
            );
            assert!(!text.contains('\n') && !text.contains('\0'), "{text}");
        }
    }
    for bad in ["", "A = 1", "A B", "A]"] {
        let text = message(OpenVinoOptions::new().config(bad, "value"), NEW);
        assert!(text.contains("letters, digits"), "{text}");
    }
    for (signature, tensor) in [("a:b", "c"), ("a = b", "c"), ("a", "b = c")] {
        let options = GoogleTensorOptions::new().input_coherency(signature, tensor, true);
        assert!(message(options, NEW).contains("must not contain '='"));
    }
    let options = GoogleTensorOptions::new().output_coherency("a", "b ", true);
    assert!(message(options, NEW).contains("a space at the end"));
    let package = CustomOpPackage {
        name: "a;target:b".to_owned(),
        ..CustomOpPackage::default()
    };
    // SAFETY: the text is only looked at.
    let options = unsafe { QualcommOptions::new().custom_op_package(package) };
    assert!(message(options, NEW).contains("';'"));
}

#[test]
fn numbers_that_would_wrap_are_refused() {
    let text = message(GpuOptions::new().compile_threads(u32::MAX), NEW);
    assert!(
        text.contains("num_threads_to_compile is 4294967295"),
        "{text}"
    );
    let text = message(CpuOptions::new().threads(5000), NEW);
    assert!(text.contains("5000 threads"), "{text}");
}

#[cfg(unix)]
#[test]
fn paths_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let path = std::path::Path::new(std::ffi::OsStr::from_bytes(b"/tmp/\xff"));
    let text = message(GoogleTensorOptions::new().output_dir(path), NEW);
    assert!(text.contains("not UTF-8"), "{text}");
}

#[test]
fn options_that_are_too_new_say_so() {
    let refused = [
        message(CpuOptions::new().ynnpack(true), OLD),
        message(RuntimeOptions::new().selected_signatures(["a"]), OLD),
        message(GpuOptions::new().metal_residency_set(true), OLD),
        message(ArmOptions::new().just_in_time(true), OLD),
        message(
            GoogleTensorOptions::new().input_coherency("a", "b", true),
            OLD,
        ),
        message(GpuOptions::new().precision(GpuPrecision::F16SumsInF32), OLD),
    ];
    for text in refused {
        assert!(
            text.contains("LiteRT 2.1.6") && text.contains("use LiteRT 2."),
            "{text}"
        );
    }
    let lpai = QualcommOptions::new().backend(QualcommBackend::Lpai);
    let text = message(lpai.clone(), LiteRtVersion::V2_2);
    assert!(
        text.contains("qnn_backend") && text.contains("use LiteRT 2.3"),
        "{text}"
    );
    assert_eq!(lpai.text(NEW).unwrap(), "qnn_backend = 5\n");
    assert!(
        GpuOptions::new()
            .precision(GpuPrecision::F32)
            .text(OLD)
            .is_ok()
    );
    assert!(
        CpuOptions::new()
            .ynnpack(false)
            .text(LiteRtVersion::V2_2)
            .is_ok()
    );
}

#[test]
fn the_error_reporter_can_be_chosen() {
    let all = AllOptions {
        runtime: Some(
            RuntimeOptions::new()
                .error_reporter(ErrorReporter::Off)
                .profiling(true),
        ),
        ..AllOptions::default()
    };
    let (name, text) = &all.texts(NEW).unwrap()[0];
    assert_eq!(*name, c"runtime_options_string");
    assert_eq!(text, "enable_profiling = true\nerror_reporter_mode = 0\n");
}
