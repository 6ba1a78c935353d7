/* A stand-in for libedgetpu: its functions, and a delegate that takes over edgetpu-custom-op.
 *
 * What an operator computes can be checked: output i at place j is
 *   input[i % inputs][j % its length] + i + 1      (modulo 256)
 *
 * What there is to see is in a file beside the library, `<library>.state`, read at every call:
 *   usb PATH      a device on USB          pci PATH     a device on PCIe
 *   busy PATH     it cannot be opened      null         nothing can be opened
 *   abort         opening ends in abort()
 * A device that is no longer listed fails when it is used. What happens is appended to
 * `<library>.log`.
 *
 * Built with STANDIN_OLD_STRUCTS it passes structs as builds for TensorFlow Lite 2.5 do, with
 * STANDIN_CRASH it dies when it is shown a graph.
 */
#include <dlfcn.h>
#include <stdio.h>

#include "tflite.h"

enum { PCI = 0, USB = 1, MOST = 16 };

typedef struct {
  int type;
  const char* path;
} Device;

typedef struct {
  const char* name;
  const char* value;
} Option;

typedef struct {
  Delegate delegate;
  char path[256];
} Tpu;

typedef struct {
  Tpu* tpu;
  int count;
  int* nodes;
} Kernel;

typedef struct {
  int count;
  struct {
    int type;
    bool busy;
    char path[256];
  } devices[MOST];
  bool null;
  bool abort;
} State;

static const char* beside(const char* suffix) {
  static _Thread_local char path[1024];
  Dl_info info;
  if (dladdr((void*)&beside, &info) == 0) return "";
  snprintf(path, sizeof(path), "%s%s", info.dli_fname, suffix);
  return path;
}

static void note(const char* text) {
  FILE* file = fopen(beside(".log"), "a");
  if (file == NULL) return;
  fprintf(file, "%s\n", text);
  fclose(file);
}

static State state(void) {
  State now = {0};
  FILE* file = fopen(beside(".state"), "r");
  if (file == NULL) return now;
  char line[300];
  while (fgets(line, sizeof(line), file) != NULL) {
    char path[256] = "";
    sscanf(line, "%*s %255s", path);
    bool usb = strncmp(line, "usb ", 4) == 0;
    if ((usb || strncmp(line, "pci ", 4) == 0) && now.count < MOST) {
      now.devices[now.count].type = usb ? USB : PCI;
      strcpy(now.devices[now.count++].path, path);
    }
    for (int i = 0; i < now.count && strncmp(line, "busy ", 5) == 0; ++i) {
      if (strcmp(now.devices[i].path, path) == 0) now.devices[i].busy = true;
    }
    if (strncmp(line, "null", 4) == 0) now.null = true;
    if (strncmp(line, "abort", 5) == 0) now.abort = true;
  }
  fclose(file);
  return now;
}

static void* init(Context* context, const char* buffer, size_t length) {
  (void)context;
  (void)length;
  const DelegateParams* params = (const DelegateParams*)buffer;
  Kernel* kernel = calloc(1, sizeof(Kernel));
  kernel->tpu = params->delegate->data;
  kernel->count = params->nodes_to_replace->size;
  kernel->nodes = calloc((size_t)kernel->count, sizeof(int));
  memcpy(kernel->nodes, params->nodes_to_replace->data, sizeof(int) * (size_t)kernel->count);
  return kernel;
}

static void release(Context* context, void* data) {
  (void)context;
  Kernel* kernel = data;
  free(kernel->nodes);
  free(kernel);
}

static int prepare(Context* context, Node* node) {
  (void)context;
  return node->user_data == NULL ? FAILED : OK;
}

static int run(Context* context, const IntArray* inputs, const IntArray* outputs) {
  for (int i = 0; i < outputs->size; ++i) {
    const Tensor* input = &context->tensors[inputs->data[i % inputs->size]];
    const Tensor* output = &context->tensors[outputs->data[i]];
    if (input->data == NULL || output->data == NULL || input->bytes == 0) return FAILED;
    for (size_t j = 0; j < output->bytes; ++j) {
      ((uint8_t*)output->data)[j] =
          (uint8_t)(((const uint8_t*)input->data)[j % input->bytes] + i + 1);
    }
  }
  return OK;
}

static int invoke(Context* context, Node* node) {
  const Kernel* kernel = node->user_data;
  State now = state();
  bool there = false;
  for (int i = 0; i < now.count; ++i) {
    if (strcmp(now.devices[i].path, kernel->tpu->path) == 0) there = true;
  }
  if (!there) {
    context->ReportError(context, "Failed to execute request. (stand-in)");
    return FAILED;
  }
  note(kernel->tpu->path);
  return run(context, node->inputs, node->outputs);
}

static bool is_compiled(const Node* node, const Registration* registration) {
  (void)node;
  return registration->builtin_code == BUILTIN_CUSTOM && registration->custom_name != NULL &&
         strcmp(registration->custom_name, "edgetpu-custom-op") == 0;
}

static int delegate_prepare(Context* context, Delegate* delegate) {
#ifdef STANDIN_CRASH
  fprintf(stderr, "stand-in: about to crash\n");
  *(volatile int*)NULL = 1;
#endif
  Registration kernel = {0};
  kernel.init = init;
  kernel.free = release;
  kernel.prepare = prepare;
  kernel.invoke = invoke;
  kernel.builtin_code = BUILTIN_DELEGATE;
  kernel.custom_name = "EdgeTpuDelegateForCustomOp";
  kernel.version = 1;
  return claim(context, delegate, kernel, is_compiled);
}

EXPORT Device* edgetpu_list_devices(size_t* count) {
  State now = state();
  *count = (size_t)now.count;
  if (now.count == 0) return NULL;
  /* One block, as in the real library: the paths lie behind the list. */
  Device* list = malloc((size_t)now.count * (sizeof(Device) + 256));
  char* paths = (char*)(list + now.count);
  for (int i = 0; i < now.count; ++i) {
    list[i].type = now.devices[i].type;
    list[i].path = strcpy(paths + 256 * i, now.devices[i].path);
  }
  return list;
}

EXPORT void edgetpu_free_devices(Device* devices) { free(devices); }

EXPORT Delegate* edgetpu_create_delegate(int type, const char* name, const Option* options,
                                         size_t count) {
  State now = state();
  if (now.abort) {
    fprintf(stderr, "stand-in: F driver/stand_in.c:42] check failed\n");
    abort();
  }
  /* The real library ends the process if there are settings and no name. */
  if (count > 0 && name == NULL) abort();
  char text[1024];
  int len = snprintf(text, sizeof(text), "open %s %s", type == USB ? "usb" : "pci",
                     name == NULL ? "(any)" : name);
  for (size_t i = 0; i < count; ++i) {
    len += snprintf(text + len, sizeof(text) - (size_t)len, " %s=%s", options[i].name,
                    options[i].value);
  }
  note(text);
  for (int i = 0; i < now.count && !now.null; ++i) {
    if (now.devices[i].type != type || now.devices[i].busy) continue;
    if (name != NULL && strcmp(now.devices[i].path, name) != 0) continue;
    Tpu* tpu = calloc(1, sizeof(Tpu));
    strcpy(tpu->path, now.devices[i].path);
    tpu->delegate.data = tpu;
    tpu->delegate.Prepare = delegate_prepare;
    tpu->delegate.flags = ALLOW_DYNAMIC_TENSORS;
    return &tpu->delegate;
  }
  return NULL;
}

EXPORT void edgetpu_free_delegate(Delegate* delegate) {
  note("close");
  free(delegate->data);
}

EXPORT void edgetpu_verbosity(int level) {
  char text[32];
  snprintf(text, sizeof(text), "verbosity %d", level);
  note(text);
}

EXPORT const char* edgetpu_version(void) { return "BuildLabel(STAND-IN), RuntimeVersion(14)"; }

/* The plugin interface, with the selectors of the real one. */
EXPORT Delegate* tflite_plugin_create_delegate(const char* const* keys, const char* const* values,
                                               size_t count, void (*report)(const char*)) {
  (void)report; /* The real library never says anything. */
  for (size_t i = 0; i < count; ++i) {
    if (strcmp(keys[i], "device") != 0 || strchr(values[i], ':') != NULL) continue;
    if (strcmp(values[i], "usb") == 0) return edgetpu_create_delegate(USB, NULL, NULL, 0);
    if (strcmp(values[i], "pci") == 0) return edgetpu_create_delegate(PCI, NULL, NULL, 0);
    return NULL;
  }
  State now = state();
  if (now.count == 0) return NULL;
  return edgetpu_create_delegate(now.devices[0].type, NULL, NULL, 0);
}

EXPORT void tflite_plugin_destroy_delegate(Delegate* delegate) {
  edgetpu_free_delegate(delegate);
}
