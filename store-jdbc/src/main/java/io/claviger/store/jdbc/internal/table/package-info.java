/** The tables: their statements, and the text formats of their columns. */
@NullMarked
package io.claviger.store.jdbc.internal.table;

import org.jspecify.annotations.NullMarked;
