package io.claviger.cli.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.cli.error.CliException;
import io.claviger.cli.rows.RowFormat.BadRowException;
import io.claviger.importing.ImportedSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;

/** A file with keys, one in each line. It is read once, and never held as a whole. */
public final class RowFile implements Iterator<RawRow>, AutoCloseable {
  /** The forms of a file. */
  public enum Form {
    /** Comma-separated values under a header. */
    CSV,
    /** One JSON object on each line. */
    JSONL
  }

  /** The decoder writes this character in place of each malformed byte. */
  private static final char REPLACEMENT = '\uFFFD';

  private final Path file;
  private final SeekableByteChannel channel;
  private final Lines lines;
  private final Columns columns;
  private final RowFormat format;
  private Optional<RawRow> next = Optional.empty();

  private RowFile(Path file, SeekableByteChannel channel, Form form, Columns columns)
      throws IOException {
    this.file = file;
    this.channel = channel;
    this.lines =
        new Lines(
            new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8)));
    this.columns = columns;
    this.format = form == Form.CSV ? csv() : new JsonLines();
  }

  /**
   * Opens a file and reads its header.
   *
   * @param form by default, the extension of the file says it
   * @throws CliException if the file cannot be read, or if its columns are wrong
   */
  public static RowFile open(Path file, Optional<Form> form, Optional<ImportedSettings> settings) {
    Form known = form.orElseGet(() -> form(file));
    try {
      SeekableByteChannel channel = Files.newByteChannel(file);
      try {
        return new RowFile(file, channel, known, new Columns(settings));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw CliException.usage(
          "the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Form form(Path file) {
    String name = file.toString();
    if (name.endsWith(".csv")) {
      return Form.CSV;
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Form.JSONL;
    }
    throw CliException.usage("say --format csv or --format jsonl, or name the file .csv or .jsonl");
  }

  private Csv csv() throws IOException {
    String header = line().orElseThrow(() -> wrong("is empty; it needs a header"));
    if (header.length() > Lines.MAX_LENGTH || header.indexOf(REPLACEMENT) >= 0) {
      throw wrong("has a wrong header: it is too long, or is not UTF-8");
    }
    try {
      Csv csv = new Csv(header);
      columns
          .problem(csv.columns())
          .ifPresent(
              problem -> {
                throw wrong("has a wrong header: it " + problem);
              });
      return csv;
    } catch (BadRowException e) {
      throw wrong("has a wrong header: it " + e.getMessage());
    }
  }

  private CliException wrong(String problem) {
    return CliException.usage("the file " + file + " " + problem);
  }

  /** Returns the share of the file that was read; empty if its length is unknown. */
  public OptionalDouble share() {
    try {
      long size = channel.size();
      return size == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.min(1, (double) channel.position() / size));
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty()) {
      next = read();
    }
    return next.isPresent();
  }

  @Override
  public RawRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RawRow row = next.orElseThrow();
    next = Optional.empty();
    return row;
  }

  private Optional<RawRow> read() {
    try {
      return line().map(this::row);
    } catch (IOException e) {
      throw CliException.look(
          "the file %s cannot be read after line %d; earlier rows may be imported, so run the import again"
              .formatted(file, lines.number()),
          e);
    }
  }

  private RawRow row(String text) {
    if (text.length() > Lines.MAX_LENGTH) {
      return RawRow.unreadable(
          lines.number(), "is longer than " + Lines.MAX_LENGTH + " characters");
    }
    if (text.indexOf(REPLACEMENT) >= 0) {
      return RawRow.unreadable(lines.number(), "is not UTF-8");
    }
    try {
      RawRow row = format.read(lines.number(), text);
      return columns
          .problem(row.cells().keySet())
          .map(problem -> RawRow.unreadable(row.line(), problem))
          .orElse(row);
    } catch (BadRowException e) {
      return RawRow.unreadable(lines.number(), String.valueOf(e.getMessage()));
    }
  }

  /** Returns the next line that is not blank. */
  private Optional<String> line() throws IOException {
    Optional<String> line = lines.next();
    while (line.isPresent() && line.get().isBlank() && line.get().length() <= Lines.MAX_LENGTH) {
      line = lines.next();
    }
    return line;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
