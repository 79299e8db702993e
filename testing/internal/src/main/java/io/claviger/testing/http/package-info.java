/** What each framework that serves management must do. */
@NullMarked
package io.claviger.testing.http;

import org.jspecify.annotations.NullMarked;
