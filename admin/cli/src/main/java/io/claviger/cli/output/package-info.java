/** Output for people and programs, and new secrets. */
@NullMarked
package io.claviger.cli.output;

import org.jspecify.annotations.NullMarked;
