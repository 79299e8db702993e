package io.claviger.benchmarks.jmh;

import org.casbin.jcasbin.main.CachedEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** jCasbin with the {@link Rules}: roles in domains, without addresses. */
@State(Scope.Benchmark)
public class CasbinDecision {
  private static final String MODEL =
      """
      [request_definition]
      r = sub, dom, obj, act
      [policy_definition]
      p = sub, obj, act
      [role_definition]
      g = _, _, _
      [policy_effect]
      e = some(where (p.eft == allow))
      [matchers]
      m = r.obj == p.obj && r.act == p.act && g(r.sub, p.sub, r.dom)
      """;

  private final String[] keys = new String[Rules.KEYS];
  private final String[] organizations = new String[Rules.KEYS];
  private final String[] resources = new String[Rules.PERMISSIONS];
  private Enforcer enforcer;
  private Enforcer cached;

  /** Adds the rules. */
  @Setup
  public void open() {
    for (int i = 0; i < resources.length; i++) {
      resources[i] = Rules.resource(i);
    }
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Rules.key(i);
      organizations[i] = Rules.organization(i);
    }
    enforcer = withRules(new Enforcer(model()));
    cached = withRules(new CachedEnforcer(model()));
    enforcer.enableLog(false);
    cached.enableLog(false);
    if (!decide(0) || !decideCached(0)) {
      throw new IllegalStateException("not allowed");
    }
  }

  private static Model model() {
    Model model = new Model();
    model.loadModelFromText(MODEL);
    return model;
  }

  private Enforcer withRules(Enforcer fresh) {
    boolean all = true;
    for (String resource : resources) {
      all &= fresh.addPolicy("reader", resource, "read");
      for (int role = 0; role < Rules.OTHER_ROLES; role++) {
        all &= fresh.addPolicy("other" + role, resource, "read");
      }
    }
    for (int i = 0; i < keys.length; i++) {
      all &= fresh.addGroupingPolicy(keys[i], "reader", organizations[i]);
    }
    if (!all) {
      throw new IllegalStateException("a rule came twice");
    }
    return fresh;
  }

  boolean decide(int request) {
    return decide(enforcer, request);
  }

  boolean decideCached(int request) {
    return decide(cached, request);
  }

  private boolean decide(Enforcer with, int request) {
    int key = request % keys.length;
    return with.enforce(
        keys[key], organizations[key], resources[request / keys.length % resources.length], "read");
  }
}
