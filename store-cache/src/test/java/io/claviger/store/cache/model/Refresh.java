package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Worker.Held;
import io.claviger.store.cache.model.Worker.Point;
import java.util.List;

/** The refresher asks for the revision, for the record that is current when it begins. */
enum Refresh implements Point {
  IDLE {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      int record = moment.cache().current();
      return worker.left() == 0 || record == Cache.NONE
          ? List.of()
          : List.of(moment.step("takes a stamp", begun(worker, record)));
    }

    private Worker begun(Worker worker, int record) {
      return worker.begin(Worker.Ask.NONE).to(READ, Held.NOTHING.record(record).stamp(Age.NOW));
    }

    @Override
    public boolean atRest() {
      return true;
    }
  },

  READ {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held read = worker.held().value(moment.read(worker));
      Step answered = moment.step("reads the revision", worker.to(LEARN, read));
      return moment.scenario().storeFails()
          ? List.of(answered, moment.trouble("cannot read", moment.state(), worker.end(IDLE)))
          : List.of(answered);
    }
  },

  LEARN {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Worker stamped = worker.stampedAnew(moment.has(Flaw.REFRESH_STAMPED_AT_END));
      return List.of(
          moment.has(Flaw.REMOVED_BEFORE_MARKED) && moved(moment, worker)
              ? remove(moment, worker)
              : learn(moment, stamped, worker.end(IDLE)));
    }

    private Step remove(Moment moment, Worker worker) {
      Held held = Held.NOTHING.record(worker.held().record());
      Cache removed = moment.protocol().remove(moment.cache(), held.record());
      return moment.step("removes the record", removed, worker.to(MARK, held));
    }
  },

  /** Only where that is a step of its own. */
  MARK {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Cache marked = moment.protocol().mark(moment.cache(), worker.held().record());
      return List.of(moment.step("marks the record", marked, worker.end(IDLE)));
    }
  };

  /** Confirms or drops the record that the worker began with, even if it is another by now. */
  static Step learn(Moment moment, Worker worker, Worker then) {
    Held held = worker.held();
    return moment.step(
        moved(moment, worker) ? "drops the record, it moved" : "confirms the record",
        moment.protocol().learn(moment.cache(), held.record(), held.stamp(), version(held)),
        then);
  }

  private static boolean moved(Moment moment, Worker worker) {
    Held held = worker.held();
    return moment.protocol().moved(moment.cache(), held.record(), version(held));
  }

  private static int version(Held held) {
    return held.value().version();
  }
}
