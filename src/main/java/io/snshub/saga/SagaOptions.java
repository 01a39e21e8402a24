package io.snshub.saga;

/** Options of {@code saga()} blocks that mean something to the hub. */
public final class SagaOptions {
  /** Set to {@code true}: this step's compensation doesn't wait for others that are stuck. */
  public static final String INDEPENDENT = "independent";

  private SagaOptions() {}
}
