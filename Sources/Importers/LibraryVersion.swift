import CLibXML2

/// The version of libxml2 whose headers the program was compiled with.
package func xmlLibraryVersion() -> String { LIBXML_DOTTED_VERSION }
