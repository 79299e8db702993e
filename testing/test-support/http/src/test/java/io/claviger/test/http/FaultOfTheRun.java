package io.claviger.test.http;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Passes the fault of the run to the contract. */
final class FaultOfTheRun implements ParameterResolver {
  /** The configuration parameter with the name of the fault. */
  static final String FAULT = "claviger.fault";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fault.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getConfigurationParameter(FAULT).map(Fault::valueOf).orElse(Fault.NONE);
  }
}
