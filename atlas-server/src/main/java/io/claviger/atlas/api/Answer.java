package io.claviger.atlas.api;

import io.claviger.atlas.json.ListDocument;

/** The result of a handler. */
sealed interface Answer {
  /** A single document. */
  record Entity(int status, Object document) implements Answer {
    Entity(Object document) {
      this(200, document);
    }
  }

  /** One page of a list. */
  record Listing(ListDocument document) implements Answer {}

  /** Success without a document. */
  record Done(int status) implements Answer {}

  /** Returns the document of something new, as service accounts answer it. */
  static Answer created(Object document) {
    return new Entity(201, document);
  }
}
