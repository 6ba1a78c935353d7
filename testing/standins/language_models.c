/* A LiteRT-LM as of 0.19: it exports litert_lm_* alone. */
#define EXPORT __attribute__((visibility("default")))

EXPORT int litert_lm_engine_create(void) { return 0; }
EXPORT int litert_lm_get_api_version(void) { return 0; }
