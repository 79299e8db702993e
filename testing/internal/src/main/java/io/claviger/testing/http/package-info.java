/** What each framework that serves management or access tokens must do. */
@NullMarked
package io.claviger.testing.http;

import org.jspecify.annotations.NullMarked;
