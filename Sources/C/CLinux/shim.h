#pragma once
// Not in Swift's module of the C library:
#include <pthread.h>
#include <sys/eventfd.h>
int pthread_setname_np(pthread_t thread, const char *name);
