package io.claviger.store.jdbc.leaks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.http.AuthorizationHeader;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Right, wrong and broken credentials in every form, and what is answered to them. */
final class Requests {
  static final IpAddress HOME = IpAddress.parse("203.0.113.7");
  private static final IpAddress ABROAD = IpAddress.parse("2001:db8::7");
  private static final Permission READ = new Permission("read");
  private static final RoleGrants GRANTS = RoleGrants.none().grant(Role.ORG_MEMBER, READ);

  private final Prints prints;
  private final Claviger claviger;
  private final List<AccessCheck> checks;

  Requests(Prints prints, Claviger claviger) {
    Authorizer authorizer = new Authorizer(GRANTS);
    this.prints = prints;
    this.claviger = claviger;
    this.checks =
        List.of(claviger.accessCheck(authorizer), claviger.accessCheck(authorizer.reportOnly()));
    prints.look(checks);
    prints.look(authorizer);
  }

  /** Everything that can be tried with this key. */
  void tryAll(IssuedApiKey key) {
    presented(key.apiKey().publicKey().value(), key.privateKey().reveal())
        .map(prints::look)
        .forEach(credential -> tryAll(key.apiKey().organization(), credential));
  }

  private void tryAll(OrganizationId organization, Credential credential) {
    prints.lookAt(() -> authenticate(credential));
    for (AccessCheck check : checks) {
      requests(organization)
          .map(prints::look)
          .forEach(request -> prints.lookAt(() -> check.check(credential, request)));
    }
  }

  private AuthenticationResult authenticate(Credential credential) {
    AuthenticationResult answer = claviger.authenticator().authenticate(credential);
    if (answer instanceof Authenticated key) {
      prints.look(
          List.of(
              key.organization(), key.id(), key.description(), key.secretId(), key.caller(HOME)));
    }
    return answer;
  }

  private static Stream<AccessRequest> requests(OrganizationId organization) {
    return Stream.of(
        AccessRequest.of(organization, READ, HOME),
        AccessRequest.of(organization, READ, ABROAD),
        AccessRequest.of(organization, new Permission("write"), HOME),
        AccessRequest.of(new OrganizationId("elsewhere"), READ, HOME));
  }

  private static Stream<Credential> presented(String publicKey, String secret) {
    return Stream.of(
            pairs(publicKey, secret), tokens(secret), headers(publicKey, secret), bearers(secret))
        .flatMap(some -> some);
  }

  private static Stream<Credential> pairs(String publicKey, String secret) {
    return Stream.of(
        Credential.pair(publicKey, secret),
        Credential.pair(publicKey, mistyped(secret)),
        Credential.pair(publicKey, secret + "\n"),
        Credential.pair(publicKey, secret.substring(0, 30)),
        Credential.pair("nobodyhere", secret),
        Credential.pair(secret, publicKey),
        Credential.pair(null, secret));
  }

  private static Stream<Credential> tokens(String secret) {
    return Stream.of(secret, mistyped(secret), secret + "0", secret.substring(1), secret.repeat(9))
        .map(Credential::token);
  }

  private static Stream<Credential> headers(String publicKey, String secret) {
    String basic = "Basic " + base64(publicKey + ":" + secret);
    return Stream.of(
            List.of(basic),
            List.of("Basic " + base64(publicKey + ":" + mistyped(secret))),
            List.of("Basic " + base64(secret + ":" + publicKey)),
            List.of("Basic " + publicKey + ":" + secret),
            List.of(basic + "!"),
            List.of(basic, basic),
            List.of(basic + ", " + basic),
            List.of("Digest " + secret),
            List.<String>of())
        .map(AuthorizationHeader::credential);
  }

  private static Stream<Credential> bearers(String secret) {
    return Stream.of("Bearer " + secret, "bearer   " + secret + "\t", "Bearer " + mistyped(secret))
        .map(value -> AuthorizationHeader.credential(List.of(value)));
  }

  private static String mistyped(String secret) {
    int last = secret.length() - 1;
    return secret.substring(0, last) + (secret.charAt(last) == '0' ? '1' : '0');
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
  }
}
