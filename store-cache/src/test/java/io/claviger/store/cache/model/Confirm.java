package io.claviger.store.cache.model;

import io.claviger.store.cache.model.Worker.Held;
import io.claviger.store.cache.model.Worker.Point;
import java.util.List;

/** A request that found its record too old asks for the revision, and starts over. */
enum Confirm implements Point {
  READ {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Held read = worker.held().value(moment.read(worker));
      Step answered = moment.step("reads the revision", worker.to(LEARN, read));
      return moment.scenario().storeFails()
          ? List.of(answered, failed(moment, worker))
          : List.of(answered);
    }

    private Step failed(Moment moment, Worker worker) {
      return moment.has(Flaw.FAILS_OPEN)
          ? moment.answer("cannot confirm, is answered: ", worker, worker.held().value())
          : moment.trouble("cannot confirm, is refused", moment.state(), worker.end(Hit.IDLE));
    }
  },

  LEARN {
    @Override
    public List<Step> steps(Moment moment, Worker worker) {
      Worker stamped = worker.stampedAnew(moment.has(Flaw.CONFIRMATION_STAMPED_AT_END));
      return List.of(Refresh.learn(moment, stamped, worker.to(Hit.FIND_ENTRY)));
    }
  }
}
