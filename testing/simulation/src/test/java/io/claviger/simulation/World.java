package io.claviger.simulation;

import java.util.SplittableRandom;

/** What all nodes of a run share. */
record World(
    Scenario scenario,
    SplittableRandom random,
    Scheduler scheduler,
    Trace trace,
    Faults faults,
    SimulatedStore store,
    Oracle oracle) {
  static World of(Scenario scenario) {
    SplittableRandom random = new SplittableRandom(scenario.seed());
    Scheduler scheduler = new Scheduler();
    Trace trace = new Trace(scheduler);
    return new World(
        scenario,
        random,
        scheduler,
        trace,
        new Faults(scenario, scheduler, random, trace),
        new SimulatedStore(scheduler, scenario),
        new Oracle(scheduler, trace));
  }
}
