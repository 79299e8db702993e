/** The program; {@code docs/command-line.md} describes its commands. */
@NullMarked
package io.claviger.cli;

import org.jspecify.annotations.NullMarked;
