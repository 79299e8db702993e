package io.claviger.spring.internal.properties;

import io.claviger.model.Limits;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.Roles;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.start.StartException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy that the properties declare. */
public final class DeclaredPolicy {
  private DeclaredPolicy() {}

  public static ManagementPolicy of(ClavigerProperties properties) {
    return ManagementPolicy.standard()
        .withRoles(KeyRules.roles(properties.roles()))
        .withLimits(limits(Limits.standard(), properties.limits()));
  }

  /**
   * Refuses a policy in which the application has silently replaced what is declared.
   *
   * @param policy what customizers have made of the bean
   */
  public static ManagementPolicy require(
      ManagementPolicy policy, ManagementPolicy bean, ClavigerProperties properties) {
    if (!isSame(bean.roles(), policy.roles())) {
      throw new StartException(
          "a ClavigerCustomizer has replaced the policy, and with it the roles "
              + (bean.roles() + " by " + policy.roles()),
          "Change only a part of the policy, with builder.changePolicy, or declare it as a bean",
          null);
    }
    if (declares(properties.roles())
        && !isSame(KeyRules.roles(properties.roles()), policy.roles())) {
      throw StartException.inProperty(
          "claviger.roles",
          "is not what the ManagementPolicy of the application has, whose roles are "
              + policy.roles(),
          "Remove claviger.roles, or change only a part of the policy in a ClavigerCustomizer, with"
              + " builder.changePolicy");
    }
    if (!limits(policy.limits(), properties.limits()).equals(policy.limits())) {
      throw StartException.inProperty(
          "claviger.limits",
          "is not what the ManagementPolicy of the application has, whose limits are "
              + policy.limits(),
          "Remove claviger.limits, or change only a part of the policy in a ClavigerCustomizer, with"
              + " builder.changePolicy");
    }
    return policy;
  }

  private static boolean declares(ClavigerProperties.Roles roles) {
    return !roles.organization().isEmpty() || !roles.project().isEmpty();
  }

  private static boolean isSame(Roles one, Roles other) {
    return one.ofOrganizations().equals(other.ofOrganizations())
        && one.ofProjects().equals(other.ofProjects());
  }

  /** Returns these limits with those that the properties declare. */
  private static Limits limits(Limits others, ClavigerProperties.Limits declared) {
    int keys = Optional.ofNullable(declared.keys()).orElse(others.apiKeys());
    int entries =
        Optional.ofNullable(declared.whitelistEntries()).orElse(others.whitelistEntries());
    return StartException.reading(
        "claviger.limits",
        () ->
            others
                .withApiKeys(keys)
                .withWhitelistEntries(entries)
                .withRate(rate(declared.rate()).or(others::rate))
                .withKeyRate(rate(declared.keyRate()).or(others::keyRate)));
  }

  private static Optional<Limits.Rate> rate(@Nullable String declared) {
    return Optional.ofNullable(declared).map(Limits.Rate::parse);
  }
}
