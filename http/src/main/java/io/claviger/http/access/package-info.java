/**
 * Decides about requests for an adapter of a framework: which credential a request presents, which
 * address it comes from, and what to answer.
 */
@NullMarked
package io.claviger.http.access;

import org.jspecify.annotations.NullMarked;
