// The public interface of cmark-gfm alone: the headers of its structs are private, and Homebrew does not install them.
#ifndef ANSWERABLE_CMARK_GFM_SHIM_H
#define ANSWERABLE_CMARK_GFM_SHIM_H

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>

#endif
