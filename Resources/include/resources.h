// The data files of this folder as bytes in the program: each function gives the first byte and the length.
#pragma once
#include <stddef.h>

const unsigned char *_Nonnull loket_resource_id(size_t *_Nonnull length);
const unsigned char *_Nonnull loket_resource_en(size_t *_Nonnull length);
const unsigned char *_Nonnull loket_resource_regions(size_t *_Nonnull length);
const unsigned char *_Nonnull loket_resource_tracks(size_t *_Nonnull length);
const unsigned char *_Nonnull loket_resource_codes(size_t *_Nonnull length);
const unsigned char *_Nonnull loket_resource_paper(size_t *_Nonnull length);
const unsigned char *_Nonnull loket_resource_retention(size_t *_Nonnull length);
const unsigned char *_Nonnull loket_resource_programs(size_t *_Nonnull length);
