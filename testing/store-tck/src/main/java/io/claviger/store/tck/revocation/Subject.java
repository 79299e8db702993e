package io.claviger.store.tck.revocation;

import io.claviger.ApiKeys;
import io.claviger.access.Credential;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.spi.Ticker;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A key whose rights are taken away and given back in every possible way. One thread changes it at
 * a time, through the node of the call; many threads send requests with it.
 */
final class Subject {
  /**
   * The credential of a request.
   *
   * @param timeline when it was valid
   */
  record TimedCredential(Credential pair, Timeline timeline) {}

  /** The ways to forbid a key. */
  enum Means {
    DISABLE,
    DEMOTE,
    UNLIST,
    ROTATE,
    DELETE
  }

  private static final CidrBlock HOME_BLOCK = CidrBlock.parse("203.0.113.0/24");
  private static final CidrBlock OTHER_BLOCK = CidrBlock.parse("198.51.100.0/24");

  private final OrganizationId organization;
  private final Ticker ticker;
  private volatile TimedCredential present;
  private volatile TimedCredential former;
  private ApiKeyId key;

  /** The way in which it was last forbidden. */
  private Means forbidden = Means.DELETE;

  private boolean good;

  Subject(OrganizationId organization, Ticker ticker, Node node) {
    this.organization = organization;
    this.ticker = ticker;
    Timeline timeline = new Timeline();
    IssuedApiKey created = timed(timeline, true, node, this::create);
    this.key = created.apiKey().id();
    this.present = new TimedCredential(pair(created), timeline);
    this.former = present;
    this.good = true;
  }

  OrganizationId organization() {
    return organization;
  }

  /** Returns the current credential, or sometimes the one before it. */
  TimedCredential credential(RandomGenerator random) {
    return random.nextInt(4) == 0 ? former : present;
  }

  /** Forbids the key if it is allowed, and allows it again otherwise. */
  void turn(Node node, RandomGenerator random) {
    if (good) {
      forbid(node, Means.values()[random.nextInt(Means.values().length)]);
    } else {
      allow(node);
    }
  }

  private void forbid(Node node, Means means) {
    Timeline timeline = present.timeline();
    switch (means) {
      case DISABLE -> change(timeline, false, node, update(ApiKeyPatch.nothing().disable()));
      case DEMOTE -> change(timeline, false, node, roles(Role.ORG_MEMBER));
      case UNLIST ->
          change(
              timeline, false, node, api -> api.removeFromWhitelist(organization, key, HOME_BLOCK));
      case DELETE -> change(timeline, false, node, api -> api.revoke(organization, key));
      case ROTATE -> {
        rotate(node);
        return;
      }
    }
    forbidden = means;
    good = false;
  }

  private void allow(Node node) {
    Timeline timeline = present.timeline();
    switch (forbidden) {
      case DISABLE -> change(timeline, true, node, update(ApiKeyPatch.nothing().enable()));
      case DEMOTE -> change(timeline, true, node, roles(Node.READER));
      case UNLIST ->
          change(
              timeline,
              true,
              node,
              api -> api.addToWhitelist(organization, key, List.of(HOME_BLOCK)));
      case DELETE, ROTATE -> replace(node);
    }
    good = true;
  }

  /** Replaces the secret: the old one ends in the change that begins the new one. */
  private void rotate(Node node) {
    Timeline fresh = new Timeline();
    IssuedApiKey issued =
        timed(
            present.timeline(),
            false,
            node,
            api ->
                timed(
                    fresh, true, node, same -> api.rotate(organization, key, GracePeriod.none())));
    succeed(issued, fresh);
  }

  private void replace(Node node) {
    Timeline fresh = new Timeline();
    IssuedApiKey created = timed(fresh, true, node, this::create);
    key = created.apiKey().id();
    succeed(created, fresh);
  }

  private void succeed(IssuedApiKey issued, Timeline fresh) {
    former = present;
    present = new TimedCredential(pair(issued), fresh);
  }

  private IssuedApiKey create(ApiKeys api) {
    return api.create(
        organization, NewApiKey.of("subject", Node.READER).withWhitelist(HOME_BLOCK, OTHER_BLOCK));
  }

  private Consumer<ApiKeys> update(ApiKeyPatch patch) {
    return api -> api.update(organization, key, patch);
  }

  private Consumer<ApiKeys> roles(Role role) {
    return update(ApiKeyPatch.nothing().replaceOrganizationRoles(role));
  }

  private void change(Timeline timeline, boolean after, Node node, Consumer<ApiKeys> call) {
    boolean unused =
        timed(
            timeline,
            after,
            node,
            api -> {
              call.accept(api);
              return true;
            });
  }

  /** Makes a change and notes when it was made; if the change throws, nothing changed. */
  private <T> T timed(Timeline timeline, boolean after, Node node, Function<ApiKeys, T> call) {
    long begun = ticker.nanos();
    T result = call.apply(node.asApplication());
    timeline.change(after, begun, ticker.nanos(), node.number());
    return result;
  }

  private static Credential pair(IssuedApiKey issued) {
    return new Credential.Pair(issued.apiKey().publicKey(), issued.privateKey());
  }
}
