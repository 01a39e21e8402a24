package io.snshub.sandbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Runs the sandbox inside the hub: up before the hub takes work, down after it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "hub.sandbox.enabled", havingValue = "true")
@Import({SandboxBeans.class, SandboxInHub.Runner.class})
class SandboxInHub {

  /** Ties the sandbox to the life of the application. */
  static final class Runner implements SmartLifecycle {
    private static final int BEFORE_ALL_WORK = Integer.MIN_VALUE + 1_000;

    private final Sandbox sandbox;

    Runner(Sandbox sandbox) {
      this.sandbox = sandbox;
    }

    @Override
    public void start() {
      sandbox.start();
    }

    @Override
    public void stop() {
      sandbox.stop();
    }

    @Override
    public boolean isRunning() {
      return sandbox.isRunning();
    }

    @Override
    public int getPhase() {
      return BEFORE_ALL_WORK;
    }
  }
}
