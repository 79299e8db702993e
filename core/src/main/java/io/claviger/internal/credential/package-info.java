/** Issues credentials, and makes and checks their verifiers. This package is not exported. */
@NullMarked
package io.claviger.internal.credential;

import org.jspecify.annotations.NullMarked;
