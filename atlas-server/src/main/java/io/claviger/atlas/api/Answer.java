package io.claviger.atlas.api;

import io.claviger.atlas.json.ListDocument;

/** What a handler has to say. */
sealed interface Answer {
  /** One thing. */
  record Entity(Object document) implements Answer {}

  /** A page of many. */
  record Listing(ListDocument document) implements Answer {}

  /** It is done, and there is nothing to show. */
  record Done(int status) implements Answer {}
}
