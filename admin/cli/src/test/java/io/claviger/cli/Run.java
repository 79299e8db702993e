package io.claviger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claviger.cli.command.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;

/** What a command printed, and how it ended. */
public record Run(int code, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command in this process. */
  public static Run here(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Run run = to(out, input, arguments);
    return new Run(run.code, out.toString(UTF_8), run.err);
  }

  /** Does the same with another standard output. */
  public static Run to(OutputStream out, String input, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(UTF_8));
    int code = new Program(in, out, err, false, InstantSource.system()).run(arguments);
    return new Run(code, "", err.toString(UTF_8));
  }

  /** Returns the only object of the output. */
  public JsonNode object() {
    List<JsonNode> objects = objects();
    if (objects.size() != 1) {
      throw new AssertionError("not one object, but " + this);
    }
    return objects.get(0);
  }

  /** Returns the object on each line. */
  public List<JsonNode> objects() {
    return out.lines().map(Run::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
