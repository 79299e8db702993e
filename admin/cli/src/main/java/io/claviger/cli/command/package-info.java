/** The commands and their options. */
@NullMarked
package io.claviger.cli.command;

import org.jspecify.annotations.NullMarked;
