/** Not exported: new credentials, their verifiers, and who presents one. */
@NullMarked
package io.claviger.internal.credential;

import org.jspecify.annotations.NullMarked;
