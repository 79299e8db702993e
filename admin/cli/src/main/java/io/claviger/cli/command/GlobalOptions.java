package io.claviger.cli.command;

import io.claviger.cli.store.PepperFiles;
import io.claviger.cli.store.StoreLocation;
import io.claviger.http.digest.DigestAlgorithm;
import io.claviger.model.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
final class GlobalOptions {
  @Option(
      names = "--h2",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "the H2 file of an embedded store, which no other process has open")
  Optional<Path> h2 = Optional.empty();

  @Option(
      names = "--url",
      paramLabel = "JDBC",
      scope = ScopeType.INHERIT,
      description = "the URL of a database: jdbc:postgresql://host/name, or of MariaDB or H2")
  Optional<String> url = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "the user of the database")
  Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "a file whose first line is the password of that user")
  Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--pepper-file",
      paramLabel = "VERSION=FILE",
      scope = ScopeType.INHERIT,
      description = "a pepper of the application in hex digits; repeat it for each version")
  Map<Integer, Path> pepperFiles = new LinkedHashMap<>();

  @Option(
      names = "--current-pepper",
      paramLabel = "VERSION",
      scope = ScopeType.INHERIT,
      description = "the pepper of new secrets; the highest by default, 0 for none yet")
  Optional<Integer> currentPepper = Optional.empty();

  @Option(
      names = "--no-pepper",
      scope = ScopeType.INHERIT,
      description = "says that the application has no pepper")
  boolean noPepper;

  @Option(
      names = "--token-prefix",
      paramLabel = "PREFIX",
      scope = ScopeType.INHERIT,
      description = "makes new keys tokens with this prefix; pairs by default")
  Optional<String> tokenPrefix = Optional.empty();

  @Option(
      names = "--own-role",
      paramLabel = "ROLE",
      scope = ScopeType.INHERIT,
      description = "a role that the application declares for organizations; repeat it for more")
  List<Role> ownRoles = new ArrayList<>();

  @Option(
      names = "--own-project-role",
      paramLabel = "ROLE",
      scope = ScopeType.INHERIT,
      description = "a role that the application declares for projects; repeat it for more")
  List<Role> ownProjectRoles = new ArrayList<>();

  @Option(
      names = "--digest-realm",
      paramLabel = "REALM",
      scope = ScopeType.INHERIT,
      description = "the realm, if the application accepts HTTP Digest; needs a pepper")
  Optional<String> digestRealm = Optional.empty();

  @Option(
      names = "--digest-algorithm",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "an algorithm of HTTP Digest: MD5, SHA-256 (the default) or SHA-512-256")
  List<DigestAlgorithm> digestAlgorithms = new ArrayList<>();

  @Option(
      names = "--owners-outside",
      scope = ScopeType.INHERIT,
      description = "says that users of the application own each organization, not only keys")
  boolean ownersOutside;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "who does it, for the events; the user of the operating system by default")
  Optional<String> actor = Optional.empty();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "prints one JSON object on each line, instead of a table")
  boolean json;

  StoreLocation location() {
    return new StoreLocation(h2, url, user, passwordFile);
  }

  /** Returns the files of these options that have a secret. */
  List<Path> secretFiles() {
    return Stream.concat(pepperFiles.values().stream(), passwordFile.stream()).toList();
  }

  PepperFiles peppers() {
    return new PepperFiles(pepperFiles, currentPepper);
  }
}
