package io.claviger.atlas.api;

import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import java.util.List;

/** A handler of the path of a request. Its replies have the form of its API. */
interface Endpoint {
  /**
   * Serves the request of a key that may call from its address. A {@link RuntimeException} becomes
   * an {@link #error} or a {@link #challenge}.
   */
  Reply serve(Request request, Authenticated key);

  /** Returns the reply to a request that is refused. */
  Reply error(ApiError error);

  /** Returns the reply to an unknown sender, with these challenges. */
  Reply challenge(Rejected rejected, List<String> challenges);
}
