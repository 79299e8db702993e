/** Pages in a browser, and what the page for users must do on each framework. */
@NullMarked
package io.claviger.testing.page;

import org.jspecify.annotations.NullMarked;
