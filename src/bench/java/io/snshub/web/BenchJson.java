package io.snshub.web;

import jakarta.validation.Validation;

/** The hub's JSON for kernels of other rooms. */
public final class BenchJson {
  private BenchJson() {}

  /** Returns what reads bodies and writes answers. */
  public static JsonBody body() {
    return new JsonBody(WebJson.mapper(), Validation.buildDefaultValidatorFactory().getValidator());
  }
}
