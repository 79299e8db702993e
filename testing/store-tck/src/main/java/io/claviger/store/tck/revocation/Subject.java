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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A key and an access token of it, which are forbidden and allowed again in every possible way. One
 * thread changes them at a time, through the node of the call; many threads send requests with
 * them.
 */
final class Subject {
  /**
   * The credential of a request.
   *
   * @param token an access token for that secret
   * @param timeline when both were valid
   */
  record TimedCredential(Credential pair, HeldToken token, Timeline timeline) {
    static TimedCredential of(IssuedApiKey issued, Timeline timeline) {
      return new TimedCredential(
          Credential.pair(issued.apiKey().publicKey(), issued.privateKey()),
          HeldToken.of(issued),
          timeline);
    }

    /** Returns the same pair with another token. */
    TimedCredential withNewToken(Timeline newTimeline) {
      return new TimedCredential(pair, token.another(), newTimeline);
    }

    /** Returns the token as a request presents it. */
    Credential proof() {
      return Credential.proof(pair.publicKey().orElseThrow(), token);
    }
  }

  /** The ways to forbid a key. */
  enum Means {
    DISABLE,
    DEMOTE,
    UNLIST,
    ROTATE,
    DELETE,
    /** Is the last one, since not every store has a part for it. */
    REVOKE_TOKEN
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
    this.present = TimedCredential.of(created, timeline);
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
      Set<Means> means = EnumSet.allOf(Means.class);
      if (!node.endsTokens()) {
        means.remove(Means.REVOKE_TOKEN);
      }
      forbid(node, List.copyOf(means).get(random.nextInt(means.size())));
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
      case REVOKE_TOKEN ->
          change(timeline, false, node, api -> node.end(organization, present.token().its()));
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
      case REVOKE_TOKEN -> renewToken();
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

  /** Issues another token, of which no store knows. */
  private void renewToken() {
    Timeline fresh = new Timeline();
    long now = ticker.nanos();
    fresh.change(true, now, now, Timeline.NOBODY);
    former = present;
    present = present.withNewToken(fresh);
  }

  private void succeed(IssuedApiKey issued, Timeline fresh) {
    former = present;
    present = TimedCredential.of(issued, fresh);
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
}
