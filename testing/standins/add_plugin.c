/* A delegate plugin that takes over ADD of float tensors.
 *
 * Options:
 *   bias       added to every sum, so that a test sees who computed it (default 0)
 *   fail       create: refuse with a message, silent: refuse without one,
 *              prepare: refuse the graph, invoke: refuse to run
 *   log        a file to which "create", "destroy" and the like are appended
 *   runtime    a LiteRT library, which is asked in each run for the Qualcomm options that it was
 *              given; they are appended to the log
 */
#include <dlfcn.h>
#include <stdio.h>

#include "tflite.h"

typedef void (*Report)(const char* message);

typedef struct {
  Delegate delegate;
  float bias;
  bool fail_prepare;
  bool fail_invoke;
  char log[1024];
  char runtime[1024];
} Plugin;

/* The nodes that a kernel stands for; their tensors are looked up at every run. */
typedef struct {
  Plugin* plugin;
  int count;
  int (*tensors)[3];
} Kernel;

static void note(const Plugin* plugin, const char* what) {
  if (plugin->log[0] == 0) return;
  FILE* file = fopen(plugin->log, "a");
  if (file == NULL) return;
  fprintf(file, "%s\n", what);
  fclose(file);
}

static void* init(Context* context, const char* buffer, size_t length) {
  (void)length;
  const DelegateParams* params = (const DelegateParams*)buffer;
  Kernel* kernel = calloc(1, sizeof(Kernel));
  kernel->plugin = params->delegate->data;
  kernel->count = params->nodes_to_replace->size;
  kernel->tensors = calloc((size_t)kernel->count, sizeof(int[3]));
  for (int i = 0; i < kernel->count; ++i) {
    Node* node = NULL;
    Registration* registration = NULL;
    context->GetNodeAndRegistration(context, params->nodes_to_replace->data[i], &node,
                                    &registration);
    kernel->tensors[i][0] = node->inputs->data[0];
    kernel->tensors[i][1] = node->inputs->data[1];
    kernel->tensors[i][2] = node->outputs->data[0];
  }
  return kernel;
}

static void release(Context* context, void* data) {
  (void)context;
  Kernel* kernel = data;
  free(kernel->tensors);
  free(kernel);
}

/* Sums are as large as what is added. */
static int prepare(Context* context, Node* node) {
  const Kernel* kernel = node->user_data;
  for (int i = 0; i < kernel->count; ++i) {
    const IntArray* dims = context->tensors[kernel->tensors[i][0]].dims;
    size_t size = sizeof(IntArray) + sizeof(int) * (size_t)dims->size;
    /* The runtime takes the copy over, and frees it with free(). */
    IntArray* copy = malloc(size);
    memcpy(copy, dims, size);
    if (context->ResizeTensor(context, &context->tensors[kernel->tensors[i][2]], copy) != OK) {
      return FAILED;
    }
  }
  return OK;
}

/* What the runtime was given for this run. */
static void note_run_options(Context* context, const Plugin* plugin) {
  const int kLiteRtBufferContext = 4;
  void* library = dlopen(plugin->runtime, RTLD_LAZY | RTLD_NOLOAD);
  if (library == NULL) {
    note(plugin, "run options: the library is not loaded");
    return;
  }
  int (*of_run)(void*, void**);
  int (*first)(void*, void**);
  int (*find)(void*, const char*, void**);
  *(void**)&of_run = dlsym(library, "LiteRtExternalLiteRtBufferContextGetRunOptions");
  *(void**)&first = dlsym(library, "LiteRtGetOpaqueOptions");
  *(void**)&find = dlsym(library, "LiteRtFindOpaqueOptionsData");
  void* options = NULL;
  void* list = NULL;
  void* text = NULL;
  if (of_run == NULL || first == NULL || find == NULL) {
    note(plugin, "run options: cannot be asked for");
  } else if (of_run(context->GetExternalContext(context, kLiteRtBufferContext), &options) != OK) {
    note(plugin, "run options: refused");
  } else if (options == NULL) {
    note(plugin, "run options: none");
  } else if (first(options, &list) != OK || find(list, "qualcomm", &text) != OK) {
    note(plugin, "run options: none for Qualcomm");
  } else {
    note(plugin, text);
  }
  dlclose(library);
}

static int invoke(Context* context, Node* node) {
  const Kernel* kernel = node->user_data;
  if (kernel->plugin->runtime[0] != 0) note_run_options(context, kernel->plugin);
  if (kernel->plugin->fail_invoke) {
    context->ReportError(context, "add plugin: told to fail when run");
    return FAILED;
  }
  for (int i = 0; i < kernel->count; ++i) {
    const Tensor* a = &context->tensors[kernel->tensors[i][0]];
    const Tensor* b = &context->tensors[kernel->tensors[i][1]];
    const Tensor* sum = &context->tensors[kernel->tensors[i][2]];
    size_t len = sum->bytes / sizeof(float);
    if (a->bytes != sum->bytes || b->bytes != sum->bytes) return FAILED;
    for (size_t j = 0; j < len; ++j) {
      ((float*)sum->data)[j] =
          ((const float*)a->data)[j] + ((const float*)b->data)[j] + kernel->plugin->bias;
    }
  }
  return OK;
}

static bool is_add(const Node* node, const Registration* registration) {
  (void)node;
  return registration->builtin_code == BUILTIN_ADD;
}

static int delegate_prepare(Context* context, Delegate* delegate) {
  const Plugin* plugin = delegate->data;
  note(plugin, "prepare");
  if (plugin->fail_prepare) {
    context->ReportError(context, "add plugin: told to refuse the graph");
    return FAILED;
  }
  Registration kernel = {0};
  kernel.init = init;
  kernel.free = release;
  kernel.prepare = prepare;
  kernel.invoke = invoke;
  kernel.builtin_code = BUILTIN_DELEGATE;
  kernel.custom_name = "AddPlugin";
  kernel.version = 1;
  return claim(context, delegate, kernel, is_add);
}

EXPORT Delegate* tflite_plugin_create_delegate(const char* const* keys, const char* const* values,
                                               size_t count, Report report) {
  Plugin* plugin = calloc(1, sizeof(Plugin));
  plugin->delegate.data = plugin;
  plugin->delegate.Prepare = delegate_prepare;
  plugin->delegate.flags = ALLOW_DYNAMIC_TENSORS;
  for (size_t i = 0; i < count; ++i) {
    if (strcmp(keys[i], "bias") == 0) {
      plugin->bias = strtof(values[i], NULL);
    } else if (strcmp(keys[i], "log") == 0) {
      snprintf(plugin->log, sizeof(plugin->log), "%s", values[i]);
    } else if (strcmp(keys[i], "runtime") == 0) {
      snprintf(plugin->runtime, sizeof(plugin->runtime), "%s", values[i]);
    } else if (strcmp(keys[i], "fail") == 0) {
      bool create = strcmp(values[i], "create") == 0;
      if (create && report != NULL) report("told to fail when created");
      if (create || strcmp(values[i], "silent") == 0) {
        free(plugin);
        return NULL;
      }
      plugin->fail_prepare = strcmp(values[i], "prepare") == 0;
      plugin->fail_invoke = strcmp(values[i], "invoke") == 0;
    } else {
      char message[256];
      snprintf(message, sizeof(message), "unknown option '%s'", keys[i]);
      if (report != NULL) report(message);
      free(plugin);
      return NULL;
    }
  }
  note(plugin, "create");
  return &plugin->delegate;
}

EXPORT void tflite_plugin_destroy_delegate(Delegate* delegate) {
  if (delegate == NULL) return;
  note(delegate->data, "destroy");
  free(delegate->data);
}
