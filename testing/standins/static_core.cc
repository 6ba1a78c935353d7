// What the C API of the static stand-in stands on: C++, like TensorFlow Lite's own core, so that
// programs need the C++ runtime.
#include <cstddef>
#include <functional>
#include <vector>

extern "C" void core_add(const float* x, const float* y, float* sum, std::size_t count) {
  std::vector<float> sums(x, x + count);
  const std::function<float(float, float)> add = [](float a, float b) { return a + b; };
  for (std::size_t i = 0; i < count; ++i) sum[i] = add(sums.at(i), y[i]);
}
