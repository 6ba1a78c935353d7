/* A library that must never be loaded: it leaves a mark when it is. */
#include <stdio.h>
#include <stdlib.h>

__attribute__((constructor)) static void loaded(void) {
    const char *mark = getenv("STANDIN_MARK");
    FILE *file = mark ? fopen(mark, "w") : NULL;
    if (file) {
        fclose(file);
    }
}
