/** Applies the files of the schema. */
@NullMarked
package io.claviger.store.jdbc.internal.schema;

import org.jspecify.annotations.NullMarked;
