package io.snshub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.ColorConverter;
import org.springframework.boot.logging.logback.WhitespaceThrowableProxyConverter;
import org.springframework.core.io.ClassPathResource;

class LogPatternTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("io.snshub.Somewhere");
  private final ListAppender<ILoggingEvent> events =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };

  private String line(Runnable logging) throws Exception {
    context.setMDCAdapter(MDC.getMDCAdapter());
    events.start();
    log.setLevel(Level.INFO);
    log.addAppender(events);
    logging.run();
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("clr", ColorConverter::new);
    layout.getInstanceConverterMap().put("wEx", WhitespaceThrowableProxyConverter::new);
    layout.setPattern(pattern());
    layout.start();
    return layout.doLayout(events.list.get(0)).replaceAll("\\e\\[[0-9;]*m", "");
  }

  private static String pattern() throws Exception {
    return String.valueOf(
        new YamlPropertySourceLoader()
            .load("application", new ClassPathResource("application.yml"))
            .get(0)
            .getProperty("logging.pattern.console"));
  }

  @Test
  void keys_and_values_stand_behind_the_message() throws Exception {
    String line =
        line(() -> log.atInfo().addKeyValue("post", 12).addKeyValue("platform", "x").log("done"));

    assertThat(line).matches("(?s)\\S+Z INFO  \\[.*: done post=\"12\" platform=\"x\"\\R");
  }

  @Test
  void the_trace_id_comes_last() throws Exception {
    String line =
        line(
            () -> {
              try (MDC.MDCCloseable trace = MDC.putCloseable("trace_id", "4bf92f35")) {
                log.atInfo().log("done");
              }
            });

    assertThat(line).matches("(?s).*: done trace_id=4bf92f35\\R");
  }

  @Test
  void a_value_makes_no_line_of_its_own_and_steers_no_terminal() throws Exception {
    String forged = "a\r\n2026-01-01T00:00:00.000Z ERROR forged \u001b[2J\u0000\u0085x";

    String line = line(() -> log.atInfo().addKeyValue("file", forged).log("do\nne"));

    assertThat(line.strip()).doesNotContain("\n", "\r", "\u001b", "\0");
    assertThat(line).contains("do_ne file=\"a__2026").endsWith("\"" + System.lineSeparator());
  }

  @Test
  void a_message_alone_has_nothing_behind_it() throws Exception {
    assertThat(line(() -> log.info("done"))).matches("(?s).*: done\\R");
  }
}
