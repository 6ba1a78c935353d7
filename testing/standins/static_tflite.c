/* The core of TensorFlow Lite's C API, in our own words: an interpreter that adds two tensors of
 * 2x3 floats, whatever the model says. It becomes a static archive; no official one exists. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

enum { OK = 0, FAILED = 1, FLOAT32 = 1, COUNT = 6 };

/* In the other archive, which is C++. */
void core_add(const float* x, const float* y, float* sum, size_t count);

typedef struct {
  const char* name;
  float data[COUNT];
} Tensor;

typedef struct {
  Tensor inputs[2];
  Tensor sum;
} Interpreter;

typedef struct {
  float scale;
  int32_t zero_point;
} Params;

typedef void (*Report)(void* user, const char* format, ...);

const char* TfLiteVersion(void) { return "2.99.0-stand-in"; }

void* TfLiteModelCreateWithErrorReporter(const void* bytes, size_t len, Report report, void* user) {
  (void)bytes, (void)report, (void)user;
  return len ? malloc(1) : NULL;
}
void TfLiteModelDelete(void* model) { free(model); }

void* TfLiteInterpreterOptionsCreate(void) { return malloc(1); }
void TfLiteInterpreterOptionsDelete(void* options) { free(options); }
void TfLiteInterpreterOptionsSetNumThreads(void* options, int32_t threads) {
  (void)options, (void)threads;
}
void TfLiteInterpreterOptionsSetErrorReporter(void* options, Report report, void* user) {
  (void)options, (void)report, (void)user;
}
void TfLiteInterpreterOptionsAddDelegate(void* options, void* delegate) {
  (void)options, (void)delegate;
}

void* TfLiteInterpreterCreate(const void* model, const void* options) {
  (void)model, (void)options;
  Interpreter* it = calloc(1, sizeof(Interpreter));
  it->inputs[0].name = "serving_default_x:0";
  it->inputs[1].name = "serving_default_y:0";
  it->sum.name = "PartitionedCall:0";
  return it;
}
void TfLiteInterpreterDelete(void* it) { free(it); }
int32_t TfLiteInterpreterGetInputTensorCount(const Interpreter* it) { return (void)it, 2; }
Tensor* TfLiteInterpreterGetInputTensor(Interpreter* it, int32_t index) {
  return &it->inputs[index];
}
int32_t TfLiteInterpreterGetOutputTensorCount(const Interpreter* it) { return (void)it, 1; }
const Tensor* TfLiteInterpreterGetOutputTensor(const Interpreter* it, int32_t index) {
  return index == 0 ? &it->sum : NULL;
}
int TfLiteInterpreterResizeInputTensor(Interpreter* it, int32_t index, const int* dims,
                                       int32_t rank) {
  (void)it, (void)index, (void)dims, (void)rank;
  return FAILED;
}
int TfLiteInterpreterAllocateTensors(Interpreter* it) { return (void)it, OK; }
int TfLiteInterpreterInvoke(Interpreter* it) {
  core_add(it->inputs[0].data, it->inputs[1].data, it->sum.data, COUNT);
  return OK;
}
int TfLiteInterpreterResetVariableTensors(Interpreter* it) { return (void)it, OK; }

int TfLiteTensorType(const Tensor* tensor) { return (void)tensor, FLOAT32; }
int32_t TfLiteTensorNumDims(const Tensor* tensor) { return (void)tensor, 2; }
int32_t TfLiteTensorDim(const Tensor* tensor, int32_t axis) { return (void)tensor, axis ? 3 : 2; }
size_t TfLiteTensorByteSize(const Tensor* tensor) { return sizeof(tensor->data); }
void* TfLiteTensorData(const Tensor* tensor) { return (void*)tensor->data; }
const char* TfLiteTensorName(const Tensor* tensor) { return tensor->name; }
Params TfLiteTensorQuantizationParams(const Tensor* tensor) {
  (void)tensor;
  return (Params){0.0f, 0};
}
