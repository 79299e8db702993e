/** Load on databases that JMH cannot create, such as concurrent writers and revocations. */
@NullMarked
package io.claviger.benchmarks.load;

import org.jspecify.annotations.NullMarked;
