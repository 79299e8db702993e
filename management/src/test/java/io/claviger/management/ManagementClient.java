package io.claviger.management;

import io.claviger.access.Caller;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.IssuedApiKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Sends requests to a handler as an adapter does. Immutable: {@link #with} returns another client.
 * Changes have the two headers that they need, unless a test sets others.
 */
final class ManagementClient {
  static final String PREFIX = "/api-keys";
  static final String ADDRESS = "192.0.2.1";

  private final ManagementHandler handler;
  private final Consumer<Exchange> log;
  private final Optional<Caller> caller;
  private final Optional<String> peer;
  private final Map<String, String> headers;

  private ManagementClient(
      ManagementHandler handler,
      Consumer<Exchange> log,
      Optional<Caller> caller,
      Optional<String> peer,
      Map<String, String> headers) {
    this.handler = handler;
    this.log = log;
    this.caller = caller;
    this.peer = peer;
    this.headers = headers;
  }

  /** Returns the client of nobody. The log receives each request with its response. */
  static ManagementClient of(ManagementHandler handler, Consumer<Exchange> log) {
    return new ManagementClient(handler, log, Optional.empty(), Optional.of(ADDRESS), Map.of());
  }

  /** Returns the client of a caller who is logged in to the application. */
  ManagementClient as(Caller loggedIn) {
    return new ManagementClient(handler, log, Optional.of(loggedIn), peer, headers);
  }

  /** Returns the client of a key, which sends its pair. */
  ManagementClient as(IssuedApiKey key) {
    String pair = key.apiKey().publicKey().value() + ":" + key.privateKey().reveal();
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
  }

  /** Returns the client of the key with this token. */
  ManagementClient bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** Returns a client that sends this header too, or with this value. */
  ManagementClient with(String name, String value) {
    Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return new ManagementClient(handler, log, caller, peer, more);
  }

  /** Returns a client at this address; empty for a connection without one. */
  ManagementClient from(Optional<String> newPeer) {
    return new ManagementClient(handler, log, caller, newPeer, headers);
  }

  Exchange get(String target) {
    return send("GET", target, "");
  }

  Exchange delete(String target) {
    return send("DELETE", target, "");
  }

  /**
   * Sends a request.
   *
   * @param target the path below the prefix, with the query
   * @param body JSON, which may have apostrophes for quotation marks; empty for none
   */
  Exchange send(String method, String target, String body) {
    Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.put("Host", "app.example");
    if (!List.of("GET", "HEAD", "OPTIONS").contains(method)) {
      sent.put("Content-Type", "application/json");
      sent.put("Claviger-Request", "1");
    }
    sent.putAll(headers);
    IncomingRequest request =
        new IncomingRequest(
            name -> Optional.ofNullable(sent.get(name)).map(List::of).orElse(List.of()),
            method,
            PREFIX + target,
            peer);
    String json = body.replace('\'', '"');
    HttpResponse response =
        handler.handle(
            request,
            target.split("\\?", 2)[0],
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            () -> caller);
    Exchange exchange = new Exchange(method, target, sent, json, response);
    log.accept(exchange);
    return exchange;
  }
}
