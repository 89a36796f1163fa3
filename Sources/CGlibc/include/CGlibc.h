// What Swift's Glibc module does not import: GNU extensions, macros and crypt(3), as plain functions.
#pragma once
#include <stddef.h>
