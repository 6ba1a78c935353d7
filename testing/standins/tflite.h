/* The parts of TensorFlow Lite's C structs that a delegate touches, in our own words: field order
 * and types are facts of the ABI, and the same in every release from 2.5 on. */
#ifndef STANDINS_TFLITE_H
#define STANDINS_TFLITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

enum { OK = 0, FAILED = 1 };
enum { BUILTIN_ADD = 0, BUILTIN_CUSTOM = 32, BUILTIN_DELEGATE = 51 };
enum { FLOAT32 = 1, UINT8 = 3 };
enum { ALLOW_DYNAMIC_TENSORS = 1 };

typedef struct {
  int size;
  int data[];
} IntArray;

typedef struct Context Context;
typedef struct Delegate Delegate;

typedef struct {
  int type;
  void* data;
  IntArray* dims;
  struct {
    float scale;
    int32_t zero_point;
  } params;
  int allocation_type;
  size_t bytes;
  const void* allocation;
  const char* name;
  Delegate* delegate;
  int buffer_handle;
  bool data_is_stale;
  bool is_variable;
  struct {
    int type;
    void* params;
  } quantization;
  void* sparsity;
  const IntArray* dims_signature;
} Tensor;

typedef struct {
  IntArray* inputs;
  IntArray* outputs;
  IntArray* intermediates;
  IntArray* temporaries;
  void* user_data;
  void* builtin_data;
  const void* custom_initial_data;
  int custom_initial_data_size;
  Delegate* delegate;
  bool might_have_side_effect;
} Node;

typedef struct {
  Delegate* delegate;
  IntArray* nodes_to_replace;
  IntArray* input_tensors;
  IntArray* output_tensors;
} DelegateParams;

typedef struct {
  void* (*init)(Context*, const char* buffer, size_t length);
  void (*free)(Context*, void* data);
  int (*prepare)(Context*, Node*);
  int (*invoke)(Context*, Node*);
  const char* (*profiling_string)(const Context*, const Node*);
  int32_t builtin_code;
  const char* custom_name;
  int version;
#ifndef STANDIN_OLD_STRUCTS
  /* Since 2.13; builds for older releases end here, at 64 bytes. */
  void* registration_external;
  void* async_kernel;
  uint64_t inplace_operator;
#endif
} Registration;

struct Context {
  size_t tensors_size;
  int (*GetExecutionPlan)(Context*, IntArray** plan);
  Tensor* tensors;
  void* impl;
  int (*ResizeTensor)(Context*, Tensor*, IntArray* size);
  void (*ReportError)(Context*, const char* format, ...);
  int (*AddTensors)(Context*, int count, int* first);
  int (*GetNodeAndRegistration)(Context*, int index, Node** node, Registration** registration);
  int (*ReplaceNodeSubsetsWithDelegateKernels)(Context*, Registration registration,
                                               const IntArray* nodes, Delegate* delegate);
  int recommended_num_threads;
  void* (*GetExternalContext)(Context*, int type);
  /* More follows that no delegate here uses. */
};

struct Delegate {
  void* data;
  int (*Prepare)(Context*, Delegate*);
  int (*CopyFromBufferHandle)(Context*, Delegate*, int handle, Tensor*);
  int (*CopyToBufferHandle)(Context*, Delegate*, int handle, Tensor*);
  void (*FreeBufferHandle)(Context*, Delegate*, int* handle);
  int64_t flags;
#ifndef STANDIN_OLD_STRUCTS
  void* opaque_delegate_builder;
#endif
};

/* Whether a delegate wants an operator. */
typedef bool (*Wants)(const Node* node, const Registration* registration);

/* Hands all operators that are wanted to kernels made from `kernel`. */
static inline int claim(Context* context, Delegate* delegate, Registration kernel, Wants wants) {
  IntArray* plan = NULL;
  if (context->GetExecutionPlan(context, &plan) != OK) return FAILED;
  IntArray* mine = malloc(sizeof(IntArray) + sizeof(int) * (size_t)plan->size);
  mine->size = 0;
  for (int i = 0; i < plan->size; ++i) {
    Node* node = NULL;
    Registration* registration = NULL;
    if (context->GetNodeAndRegistration(context, plan->data[i], &node, &registration) != OK) {
      free(mine);
      return FAILED;
    }
    if (wants(node, registration)) mine->data[mine->size++] = plan->data[i];
  }
  int status = OK;
  if (mine->size > 0) {
    status = context->ReplaceNodeSubsetsWithDelegateKernels(context, kernel, mine, delegate);
  }
  free(mine);
  return status;
}

#endif
