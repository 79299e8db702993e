package io.claviger.atlas.start;

import io.claviger.atlas.AtlasServer;
import io.claviger.atlas.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server in this JVM, with options as on the command line, and what it said at its start. */
public final class Started implements AutoCloseable {
  private final AtlasServer server;
  private final List<String> said;

  private Started(AtlasServer server, List<String> said) {
    this.server = server;
    this.said = said;
  }

  /** On a free port, with this data folder and Basic. */
  public static Started with(Path data, String... options) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] all =
        Stream.concat(
                Stream.of("--port", "0", "--basic", "--data", data.toString()), Stream.of(options))
            .toArray(String[]::new);
    AtlasServer server =
        AtlasServer.start(Options.parse(all), new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Started(server, out.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** The lines before those that say where it listens. */
  public List<String> said() {
    return said.stream().filter(line -> !line.contains(" on http")).toList();
  }

  /** The rest of the line that begins so. */
  public String value(String beginning) {
    return said.stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .substring(beginning.length());
  }

  /** Whoever has the key that these lines tell, at 127.0.0.1. */
  public Sender as(List<String> lines) {
    String pair = after("public key ", lines) + ":" + after("private key ", lines);
    return nobody()
        .with(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /** The first key that it told. */
  public Sender asOwner() {
    return as(said());
  }

  /** Who says nothing of itself. */
  public Sender nobody() {
    return new Sender(server.port(), Map.of(), "127.0.0.1");
  }

  private static String after(String beginning, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .substring(beginning.length());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
