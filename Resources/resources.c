// Compiles the JSON files beside it into the program, so that `loket` is one file with nothing to look for at start.
#include "resources.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define LOKET_RESOURCE(name)                                       \
  const unsigned char *loket_resource_##name(size_t *length) {     \
    *length = sizeof name##_bytes;                                 \
    return name##_bytes;                                           \
  }

static const unsigned char id_bytes[] = {
#embed "id.json"
};
LOKET_RESOURCE(id)

static const unsigned char en_bytes[] = {
#embed "en.json"
};
LOKET_RESOURCE(en)

static const unsigned char regions_bytes[] = {
#embed "regions.json"
};
LOKET_RESOURCE(regions)

static const unsigned char tracks_bytes[] = {
#embed "tracks.json"
};
LOKET_RESOURCE(tracks)

static const unsigned char codes_bytes[] = {
#embed "codes.json"
};
LOKET_RESOURCE(codes)

static const unsigned char paper_bytes[] = {
#embed "paper.json"
};
LOKET_RESOURCE(paper)

static const unsigned char retention_bytes[] = {
#embed "retention.json"
};
LOKET_RESOURCE(retention)

static const unsigned char programs_bytes[] = {
#embed "programs.json"
};
LOKET_RESOURCE(programs)
