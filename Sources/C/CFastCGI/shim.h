#pragma once
#include <fcgiapp.h>
// Not in Swift's module of the C library:
#include <sys/epoll.h>
#include <sys/socket.h>
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
