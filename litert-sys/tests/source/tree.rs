//! Miniatures of upstream's trees, in our own words.

use std::fs;
use std::path::Path;

use litert_sys::Family;
use litert_sys::groups::ALL;

/// `tflite/` of LiteRT, `tensorflow/lite/` of TensorFlow: options, a dependency, host tools.
const TFLITE: &str = r#"
cmake_minimum_required(VERSION 3.16)
project(tensorflow-lite C CXX)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
option(TFLITE_ENABLE_XNNPACK "" ON)
option(TFLITE_ENABLE_GPU "" OFF)
option(TFLITE_ENABLE_RUY "" OFF)
set(MINI_EXTRA "none" CACHE STRING "")

set(schema "native")
if(CMAKE_CROSSCOMPILING)
  if(NOT TFLITE_HOST_TOOLS_DIR)
    message(FATAL_ERROR "TFLITE_HOST_TOOLS_DIR is needed to find flatc")
  endif()
  find_program(FLATC_BIN flatc
    HINTS ${TFLITE_HOST_TOOLS_DIR} ${TFLITE_HOST_TOOLS_DIR}/bin NO_DEFAULT_PATH)
  if(NOT FLATC_BIN)
    message(FATAL_ERROR "Host 'flatc' compiler has not been found")
  endif()
  execute_process(COMMAND ${FLATC_BIN} OUTPUT_VARIABLE schema COMMAND_ERROR_IS_FATAL ANY)
endif()

include(FetchContent)
FetchContent_Declare(abseil-cpp
  GIT_REPOSITORY "file:///nowhere/abseil-cpp.git" GIT_TAG "main")
FetchContent_MakeAvailable(abseil-cpp)

add_library(tensorflow-lite STATIC kernels.cc)
target_compile_definitions(tensorflow-lite PUBLIC
  "MINI_VERSION=\"2.99.0-mini xnnpack=${TFLITE_ENABLE_XNNPACK} gpu=${TFLITE_ENABLE_GPU} \
ruy=${TFLITE_ENABLE_RUY} type=${CMAKE_BUILD_TYPE} extra=${MINI_EXTRA} flatc=${schema} \
for=${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}\"")
target_link_libraries(tensorflow-lite PUBLIC mini_absl)
if(TFLITE_ENABLE_XNNPACK)
  add_library(xnnpack-delegate STATIC xnnpack_delegate.cc)
  target_link_libraries(tensorflow-lite PUBLIC xnnpack-delegate)
endif()
"#;

/// `tensorflow/lite/c/`.
const TENSORFLOW_C: &str = r#"
cmake_minimum_required(VERSION 3.16)
project(tensorflow-lite-c C CXX)
add_subdirectory(.. tensorflow-lite EXCLUDE_FROM_ALL)
add_library(tensorflowlite_c SHARED ../core/c/c_api.cc)
target_link_options(tensorflowlite_c PRIVATE
  "-Wl,--version-script,${CMAKE_CURRENT_SOURCE_DIR}/version_script.lds")
target_link_libraries(tensorflowlite_c tensorflow-lite)
"#;

/// `litert/`.
const LITERT: &str = r#"
cmake_minimum_required(VERSION 3.20)
project(LiteRT LANGUAGES CXX C)
option(LITERT_ENABLE_GPU "" ON)
set(TFLITE_ENABLE_XNNPACK ON CACHE BOOL "")
set(TFLITE_ENABLE_GPU ON CACHE BOOL "")
add_subdirectory(../tflite tflite_build EXCLUDE_FROM_ALL)
add_subdirectory(c)
"#;

/// `litert/c/`.
const LITERT_C: &str = r#"
cmake_minimum_required(VERSION 3.20)
add_library(litert_c_api STATIC litert.cc)
set_target_properties(litert_c_api PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_link_libraries(litert_c_api PUBLIC tensorflow-lite)
add_library(litert_runtime_c_api_shared_lib SHARED empty.cc)
set_target_properties(litert_runtime_c_api_shared_lib PROPERTIES OUTPUT_NAME "LiteRt")
target_link_libraries(litert_runtime_c_api_shared_lib PRIVATE
  -Wl,--whole-archive litert_c_api -Wl,--no-whole-archive)
"#;

/// `tools/cmake/native_tools/flatbuffers/`: builds `flatc` for the machine that builds.
const NATIVE_TOOLS: &str = r#"
cmake_minimum_required(VERSION 3.16)
project(flatc C CXX)
add_executable(flatc flatc.c)
install(TARGETS flatc DESTINATION bin)
install(CODE "file(WRITE \"${CMAKE_INSTALL_PREFIX}/installed\" yes)")
add_custom_target(install_it ALL
  COMMAND "${CMAKE_COMMAND}" --install "${CMAKE_BINARY_DIR}" DEPENDS flatc)
"#;

const VERSION_SCRIPT: &str = "VERS_1.0 {\n  global:\n    TfLite*;\n  local:\n    *;\n};\n";

/// Writes a miniature of a TensorFlow checkout.
pub(crate) fn tensorflow(root: &Path) {
    tflite(&root.join("tensorflow/lite"));
    write(root, "tensorflow/lite/c/CMakeLists.txt", TENSORFLOW_C);
}

/// Writes a miniature of a LiteRT checkout.
pub(crate) fn litert(root: &Path) {
    tflite(&root.join("tflite"));
    write(root, "litert/CMakeLists.txt", LITERT);
    write(root, "litert/c/CMakeLists.txt", LITERT_C);
    write(root, "litert/c/empty.cc", "");
    // By these symbols a LiteRT 2.3 is known.
    let mut text = stubs(Family::LiteRt);
    text += "void LiteRtCreateModelFromFd() {}\nvoid LiteRtGetCompiledModelEnvironment() {}\n\
             void LiteRtCompiledModelIsNonCpuFullyAccelerated() {}\n}\n";
    write(root, "litert/c/litert.cc", &text);
}

/// Writes a dependency that both checkouts want.
pub(crate) fn dependency(root: &Path) {
    let text = "cmake_minimum_required(VERSION 3.5)\nproject(absl C)\n\
                add_library(mini_absl INTERFACE)\n\
                target_compile_definitions(mini_absl INTERFACE \"MINI_ABSL=local\")\n";
    write(root, "CMakeLists.txt", text);
}

fn tflite(root: &Path) {
    write(root, "CMakeLists.txt", TFLITE);
    write(root, "kernels.cc", "int tflite_kernels() { return 1; }\n");
    let xnnpack = "extern \"C\" void TfLiteXNNPackDelegateCreate() {}\n";
    write(root, "xnnpack_delegate.cc", xnnpack);
    let native = "tools/cmake/native_tools/flatbuffers";
    write(root, &format!("{native}/CMakeLists.txt"), NATIVE_TOOLS);
    let flatc = "#include <stdio.h>\nint main(void) { fputs(\"ran\", stdout); return 0; }\n";
    write(root, &format!("{native}/flatc.c"), flatc);
    write(root, "c/version_script.lds", VERSION_SCRIPT);

    let mut api = "#ifndef MINI_ABSL\n#error the dependency is missing\n#endif\n".to_owned();
    api += &stubs(Family::TfLite);
    api += "const char* TfLiteVersion() { return MINI_VERSION; }\n}\n";
    write(root, "core/c/c_api.cc", &api);
    for name in ["c_api_experimental", "c_api_opaque", "common", "operator"] {
        write(root, &format!("core/c/{name}.cc"), "");
    }
}

/// Functions without a body, as many as the loader wants of a family; the block stays open.
fn stubs(family: Family) -> String {
    let groups = ALL
        .iter()
        .filter(|group| group.core && group.family == family);
    let names = groups.flat_map(|group| group.required);
    let names = names.filter(|name| **name != "TfLiteVersion");
    let mut text = "extern \"C\" {\n".to_owned();
    for name in names {
        text += &format!("void {name}() {{}}\n");
    }
    text
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
