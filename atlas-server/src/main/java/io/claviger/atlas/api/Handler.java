package io.claviger.atlas.api;

/** An operation. It reads the call, asks the library, and returns the result. */
@FunctionalInterface
interface Handler {
  Answer handle(Call call);
}
