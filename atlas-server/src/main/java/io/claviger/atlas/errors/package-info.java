/** Error codes, and the documents that report them to clients. */
@NullMarked
package io.claviger.atlas.errors;

import org.jspecify.annotations.NullMarked;
