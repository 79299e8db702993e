package io.claviger.atlas.api;

/** One operation: reads what the call says, asks the library, tells what came of it. */
@FunctionalInterface
interface Handler {
  Answer handle(Call call);
}
