/* A stand-in for TensorFlow Lite's GPU delegate V2: its functions and its options struct, and a
 * delegate that takes over ADD of float tensors, as a GPU could.
 *
 * The options it was made with are appended to `<library>.log`. With STANDIN_NO_GPU it refuses to
 * be made; with STANDIN_OLD_OPTIONS its options end before the folder for compiled kernels.
 */
#include <dlfcn.h>
#include <stdio.h>

#include "tflite.h"

typedef struct {
  int32_t is_precision_loss_allowed;
  int32_t inference_preference;
  int32_t inference_priority1;
  int32_t inference_priority2;
  int32_t inference_priority3;
  int64_t experimental_flags;
  int32_t max_delegated_partitions;
#ifndef STANDIN_OLD_OPTIONS
  const char* serialization_dir;
  const char* model_token;
#endif
} Options;

static void note(const char* text) {
  Dl_info info;
  char path[1024];
  if (dladdr((void*)&note, &info) == 0) return;
  snprintf(path, sizeof(path), "%s.log", info.dli_fname);
  FILE* file = fopen(path, "a");
  if (file == NULL) return;
  fprintf(file, "%s\n", text);
  fclose(file);
}

typedef struct {
  int a, b, sum;
} Kernel;

static void* init(Context* context, const char* buffer, size_t length) {
  (void)length;
  const DelegateParams* params = (const DelegateParams*)buffer;
  Node* node = NULL;
  Registration* registration = NULL;
  context->GetNodeAndRegistration(context, params->nodes_to_replace->data[0], &node,
                                  &registration);
  Kernel* kernel = calloc(1, sizeof(Kernel));
  kernel->a = node->inputs->data[0];
  kernel->b = node->inputs->data[1];
  kernel->sum = node->outputs->data[0];
  return kernel;
}

static void release(Context* context, void* data) {
  (void)context;
  free(data);
}

static int invoke(Context* context, Node* node) {
  const Kernel* kernel = node->user_data;
  const Tensor* sum = &context->tensors[kernel->sum];
  const float* a = context->tensors[kernel->a].data;
  const float* b = context->tensors[kernel->b].data;
  for (size_t i = 0; i < sum->bytes / sizeof(float); ++i) ((float*)sum->data)[i] = a[i] + b[i];
  return OK;
}

static bool is_add(const Node* node, const Registration* registration) {
  (void)node;
  return registration->builtin_code == BUILTIN_ADD;
}

static int delegate_prepare(Context* context, Delegate* delegate) {
  Registration kernel = {0};
  kernel.init = init;
  kernel.free = release;
  kernel.invoke = invoke;
  kernel.builtin_code = BUILTIN_DELEGATE;
  kernel.custom_name = "TfLiteGpuDelegateV2";
  kernel.version = 1;
  return claim(context, delegate, kernel, is_add);
}

EXPORT Options TfLiteGpuDelegateOptionsV2Default(void) {
  Options options;
  memset(&options, 0, sizeof(options));
  options.inference_priority1 = 1;
  options.experimental_flags = 1;
  options.max_delegated_partitions = 1;
  return options;
}

EXPORT Delegate* TfLiteGpuDelegateV2Create(const Options* options) {
#ifdef STANDIN_NO_GPU
  (void)options;
  return NULL;
#endif
  char text[512];
  int len = snprintf(text, sizeof(text), "loss=%d preference=%d priorities=%d,%d,%d flags=%d max=%d",
                     options->is_precision_loss_allowed, options->inference_preference,
                     options->inference_priority1, options->inference_priority2,
                     options->inference_priority3, (int)options->experimental_flags,
                     options->max_delegated_partitions);
#ifndef STANDIN_OLD_OPTIONS
  if (options->serialization_dir != NULL && options->model_token != NULL) {
    snprintf(text + len, sizeof(text) - (size_t)len, " dir=%s token=%s",
             options->serialization_dir, options->model_token);
  }
#else
  (void)len;
#endif
  note(text);
  Delegate* delegate = calloc(1, sizeof(Delegate));
  delegate->Prepare = delegate_prepare;
  return delegate;
}

EXPORT void TfLiteGpuDelegateV2Delete(Delegate* delegate) { free(delegate); }
