package io.claviger.cli.command;

import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.access.Decision;
import io.claviger.access.Rejected;
import io.claviger.cli.error.ExitCode;
import io.claviger.cli.rows.KeyRows;
import io.claviger.importing.ImportedSettings;
import io.claviger.importing.ImportedVerifiers;
import io.claviger.model.IpAddress;
import io.claviger.model.RoleGrants;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "authenticate",
    description = {
      "Reads a credential from standard input, and prints the key that it belongs to.",
      "The credential is one line: a token, or PUBLIC:PRIVATE. Nothing is changed: this is no use"
          + " of the key, and starts no grace period."
    })
@SuppressWarnings("NullAway.Init") // the parser sets the mixin
final class AuthenticateCommand implements Callable<Integer> {
  private final Runner runner;

  @Option(
      names = "--address",
      paramLabel = "A",
      description = "also asks whether the key may be used from this address")
  Optional<IpAddress> address = Optional.empty();

  @Mixin OldKeyOptions old;

  AuthenticateCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() {
    Optional<ImportedSettings> settings = old.settings();
    Credential credential = credential(settings);
    ImportedVerifiers.Builder verifiers = ImportedVerifiers.builder();
    settings.ifPresent(its -> its.configure(verifiers));
    try (ImportedVerifiers imported = verifiers.build()) {
      return compare(imported, credential);
    }
  }

  private int compare(ImportedVerifiers imported, Credential credential) {
    return runner.compare(
        imported,
        session -> {
          AuthenticationResult result = session.claviger().authenticator().authenticate(credential);
          Map<String, Object> fields = new LinkedHashMap<>();
          ExitCode code =
              result instanceof Authenticated key
                  ? accepted(key, fields)
                  : refused(((Rejected) result).reason().name(), fields);
          session.output().one(fields);
          return code;
        });
  }

  private ExitCode accepted(Authenticated key, Map<String, Object> fields) {
    Optional<Decision> decision =
        address.map(from -> new Authorizer(RoleGrants.none()).decideAddress(key, from));
    boolean admitted = decision.filter(Decision.Denied.class::isInstance).isEmpty();
    fields.put("accepted", admitted);
    decision.ifPresent(
        made ->
            fields.put(
                "reason",
                made instanceof Decision.Denied denied
                    ? denied.reason().name()
                    : Optional.empty()));
    fields.put("organization", key.organization());
    fields.put("id", key.id());
    fields.put("publicKey", key.publicKey());
    fields.put("description", key.description());
    fields.put("roles", key.roles());
    fields.put("secret", key.secretId());
    fields.put("expiresAt", key.expiresAt());
    return admitted ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static ExitCode refused(String reason, Map<String, Object> fields) {
    fields.put("accepted", false);
    fields.put("reason", reason);
    return ExitCode.REFUSED;
  }

  private Credential credential(Optional<ImportedSettings> settings) {
    String line = runner.secretLine();
    return settings
        .map(its -> its.format().read(line))
        .filter(read -> !read.isMalformed())
        .orElseGet(() -> KeyRows.credential(line));
  }
}
