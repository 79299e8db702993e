package io.claviger.importing;

import io.claviger.access.Credential;
import java.util.List;
import java.util.Objects;

/**
 * Reads the credentials of this library and those of other software. Its methods are readers for
 * {@code HttpAccess}:
 *
 * <pre>{@code
 * ImportedFormats formats = ImportedFormats.of(format);
 * HttpAccess.builder(claviger, grants).tokenReader(formats::token).pairReader(formats::pair);
 * }</pre>
 *
 * <p>The first format that matches is taken. Immutable and thread-safe.
 */
public final class ImportedFormats {
  private final List<ImportedFormat> formats;

  private ImportedFormats(List<ImportedFormat> formats) {
    this.formats = formats;
  }

  /** Creates a reader of these formats, in this order. */
  public static ImportedFormats of(ImportedFormat... formats) {
    return new ImportedFormats(List.of(formats));
  }

  /** Reads a token of this library, or a text of one of the formats. */
  public Credential token(String text) {
    Credential own = Credential.token(text);
    return own.isMalformed() ? read(text) : own;
  }

  /**
   * Reads a pair. The formats come first, and see the user-id, a colon and the password: any pair
   * could be one of this library.
   */
  public Credential pair(String publicKey, String privateKey) {
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(privateKey, "privateKey");
    Credential imported = read(publicKey + ":" + privateKey);
    return imported.isMalformed() ? Credential.pair(publicKey, privateKey) : imported;
  }

  /** Reads a text of one of the formats; any other text is malformed. */
  public Credential read(String text) {
    for (ImportedFormat format : formats) {
      Credential pair = format.read(text);
      if (!pair.isMalformed()) {
        return pair;
      }
    }
    return Credential.malformed("");
  }
}
