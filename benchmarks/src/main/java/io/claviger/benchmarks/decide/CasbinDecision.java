package io.claviger.benchmarks.decide;

import io.claviger.benchmarks.run.Require;
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

  Enforcer enforcer;
  Enforcer cached;

  /** Adds the rules. */
  @Setup
  public void open() {
    enforcer = withRules(new Enforcer(model()));
    cached = withRules(new CachedEnforcer(model()));
    Require.that(decide(enforcer, 0) && decide(cached, 0), "not allowed");
  }

  private static Model model() {
    Model model = new Model();
    model.loadModelFromText(MODEL);
    return model;
  }

  private static Enforcer withRules(Enforcer fresh) {
    for (String resource : Rules.RESOURCES) {
      boolean unused = fresh.addPolicy("reader", resource, "read");
      for (int role = 0; role < Rules.OTHER_ROLES; role++) {
        boolean unusedToo = fresh.addPolicy("other" + role, resource, "read");
      }
    }
    for (int i = 0; i < Rules.KEYS.length; i++) {
      boolean unused = fresh.addGroupingPolicy(Rules.KEYS[i], "reader", Rules.ORGANIZATIONS[i]);
    }
    fresh.enableLog(false);
    return fresh;
  }

  boolean decide(Enforcer with, int request) {
    int key = request % Rules.KEYS.length;
    String resource = Rules.RESOURCES[request / Rules.KEYS.length % Rules.RESOURCES.length];
    return with.enforce(Rules.KEYS[key], Rules.ORGANIZATIONS[key], resource, "read");
  }
}
