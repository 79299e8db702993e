package io.claviger.atlas.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Presents the certificate of two files, and the new one after the files changed. While the files
 * cannot be used, it goes on with the certificate that it had. Thread-safe.
 */
public final class ReloadingTls implements Supplier<SSLContext> {
  /** How often {@link #reload} should be called. */
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(ReloadingTls.class.getName());

  private final TlsFiles files;
  private volatile Loaded loaded;

  /** The files as they were read last, even if they could not be used. */
  private Content seen;

  private @Nullable String reported;

  private record Loaded(SSLContext context, Instant end) {}

  /** The bytes of both files. */
  @SuppressWarnings("ArrayRecordComponent") // compared by isEqual
  private record Content(byte[] certificate, byte[] key) {
    static Content of(TlsFiles files) throws IOException {
      try {
        return new Content(
            Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()));
      } catch (NoSuchFileException e) {
        throw new IOException(e.getFile() + " is missing", e);
      }
    }

    boolean isSame(Content other) {
      return MessageDigest.isEqual(certificate, other.certificate)
          && MessageDigest.isEqual(key, other.key);
    }

    Loaded load(TlsFiles files) throws IOException {
      Identity identity = Identity.of(files, certificate, key);
      return new Loaded(identity.context(), identity.chain().get(0).getNotAfter().toInstant());
    }
  }

  private ReloadingTls(TlsFiles files, Content content) throws IOException {
    this.files = files;
    this.seen = content;
    this.loaded = content.load(files);
  }

  /**
   * Reads the files.
   *
   * @throws IOException if they cannot be used; the message names the file and the fix
   */
  public static ReloadingTls of(TlsFiles files) throws IOException {
    return new ReloadingTls(files, Content.of(files));
  }

  /** Returns the context for a new connection. */
  @Override
  public SSLContext get() {
    return loaded.context();
  }

  /** Returns when the certificate expires. */
  public Instant expiresAt() {
    return loaded.end();
  }

  /**
   * Reads the files again, and uses them if they changed. If they cannot be used, it logs one line,
   * and is silent about the same content afterwards.
   */
  public synchronized void reload() {
    try {
      Content now = Content.of(files);
      if (!now.isSame(seen)) {
        seen = now;
        loaded = now.load(files);
      }
      reported = null;
    } catch (IOException | RuntimeException e) {
      report(String.valueOf(e.getMessage()));
    }
  }

  private void report(String reason) {
    if (!reason.equals(reported)) {
      reported = reason;
      LOG.log(System.Logger.Level.WARNING, "the old certificate stays: " + reason);
    }
  }
}
