/** Issues credentials, and makes and checks their verifiers. Not exported. */
@NullMarked
package io.claviger.internal.credential;

import org.jspecify.annotations.NullMarked;
