/**
 * Imports keys that other software issued. A {@link io.claviger.importing.ImportedFormat} reads the
 * credentials as clients present them today, an {@link io.claviger.importing.Importer} writes the
 * keys, and {@link io.claviger.importing.ImportedVerifiers} checks the old hashes until the first
 * use of each key.
 */
@NullMarked
package io.claviger.importing;

import org.jspecify.annotations.NullMarked;
