#pragma once

/* Debian's libxml2 is built with ICU, and its encoding.h then brings the system's ICU headers into the module, where they clash with
   those inside Foundation. Nothing of them is used here, and no structure that they change is used by value. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
