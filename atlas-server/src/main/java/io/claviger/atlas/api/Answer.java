package io.claviger.atlas.api;

import io.claviger.atlas.json.ListDocument;

/** The result of a handler. */
sealed interface Answer {
  /** A single document. */
  record Entity(Object document) implements Answer {}

  /** One page of a list. */
  record Listing(ListDocument document) implements Answer {}

  /** Success without a document. */
  record Done(int status) implements Answer {}
}
