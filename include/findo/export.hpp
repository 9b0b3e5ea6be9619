// Marks what a shared findo library shows to others; everything else in it stays its own.
#pragma once

#if defined(__GNUC__) || defined(__clang__)
#define FINDO_API __attribute__((visibility("default")))
#define FINDO_INNER __attribute__((visibility("hidden")))
#else
#define FINDO_API
#define FINDO_INNER
#endif
