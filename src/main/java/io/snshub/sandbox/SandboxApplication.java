package io.snshub.sandbox;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * The sandbox as a process of its own: no hub, no database, no Camel. Ends with code 1 and one line
 * when its port can't be had.
 */
@ComponentScan(
    basePackages = "io.snshub",
    useDefaultFilters = false,
    includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = PlatformSandbox.class))
@Import(SandboxBeans.class)
public class SandboxApplication {

  /** Runs until the process is told to stop. */
  @SuppressWarnings("SystemOut") // these lines are the program's answer to whoever started it
  public static void main(String[] args) {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SandboxApplication.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties("spring.main.banner-mode=off")
            .run(args);
    Sandbox sandbox = context.getBean(Sandbox.class);
    try {
      sandbox.start();
    } catch (SandboxStartException e) {
      System.err.println(e.getMessage());
      context.close();
      System.exit(1);
    }
    System.out.println("sandbox: up at " + sandbox.baseUrl());
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::stop, "sandbox-stop"));
  }
}
