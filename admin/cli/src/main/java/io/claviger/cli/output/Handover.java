package io.claviger.cli.output;

import io.claviger.cli.error.CliException;
import io.claviger.model.IssuedApiKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands a new secret over once: it is printed, or written to a file that is new. */
public final class Handover implements AutoCloseable {
  private final Output output;
  private final Optional<SecretFile> file;

  private Handover(Output output, Optional<SecretFile> file) {
    this.output = output;
    this.file = file;
  }

  /** Prepares the handover, before the secret is made. */
  public static Handover to(Optional<Path> file, Output output) {
    return new Handover(output, file.map(SecretFile::create));
  }

  /**
   * Prints these fields with the new secret, or with the name of the file that has it.
   *
   * @throws CliException if the secret could not be handed over
   */
  public void deliver(IssuedApiKey issued, Map<String, Object> fields) {
    String secret = issued.privateKey().reveal();
    String publicKey = issued.apiKey().publicKey().value();
    // A token contains its public key.
    boolean token = secret.contains("_" + publicKey + "_");
    Map<String, Object> all = new LinkedHashMap<>(fields);
    if (file.isPresent()) {
      write(issued, file.get(), token ? secret : publicKey + ":" + secret);
      all.put("secretFile", file.get().file());
    } else {
      all.put(token ? "token" : "privateKey", secret);
    }
    output.one(all);
    if (file.isEmpty() && output.isBroken()) {
      throw lost(issued, null);
    }
  }

  private static void write(IssuedApiKey issued, SecretFile file, String credential) {
    try {
      file.write(credential);
    } catch (IOException e) {
      throw lost(issued, e);
    }
  }

  private static CliException lost(IssuedApiKey issued, @Nullable Exception cause) {
    return CliException.look(
        "key "
            + issued.apiKey().id()
            + " has a new secret, which could not be handed over; rotate the key, or revoke it",
        cause);
  }

  @Override
  public void close() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException e) {
      // The secret is on the disk already, or there is none.
    }
  }
}
