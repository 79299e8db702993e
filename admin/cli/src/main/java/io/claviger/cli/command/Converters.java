package io.claviger.cli.command;

import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyKind;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options and arguments. */
final class Converters {
  private Converters() {}

  static void register(CommandLine line) {
    register(line, OrganizationId.class, OrganizationId::new);
    register(line, ApiKeyId.class, ApiKeyId::new);
    register(line, AccessTokenId.class, AccessTokenId::new);
    register(line, KeyKind.class, KeyKind::new);
    register(line, ProjectId.class, ProjectId::new);
    register(line, Role.class, Role::new);
    register(line, CidrBlock.class, CidrBlock::parse);
    register(line, Limits.Rate.class, Limits.Rate::parse);
    register(line, IpAddress.class, IpAddress::parse);
    register(line, Duration.class, Durations::parse);
    register(line, Instant.class, Converters::instant);
    register(line, DigestAlgorithm.class, Converters::algorithm);
  }

  private static <T> void register(CommandLine line, Class<T> type, Function<String, T> reader) {
    line.registerConverter(
        type,
        text -> {
          try {
            return reader.apply(text);
          } catch (InvalidValueException | IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
          }
        });
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be an instant of ISO 8601 in UTC, such as 2027-01-31T12:00:00Z", e);
    }
  }

  private static DigestAlgorithm algorithm(String text) {
    return DigestAlgorithm.named(text)
        .orElseThrow(() -> new IllegalArgumentException("must be MD5, SHA-256 or SHA-512-256"));
  }
}
