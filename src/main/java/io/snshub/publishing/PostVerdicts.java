package io.snshub.publishing;

import io.snshub.call.FieldError;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.TextRule;
import io.snshub.publishing.PostPlan.PlannedTarget;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request.
 *
 * @param valid it would be accepted
 * @param errors what is wrong whatever the platform
 * @param platforms by platform: what it says
 */
record PostVerdicts(
    boolean valid, List<FieldError> errors, Map<String, PlatformVerdict> platforms) {

  /**
   * What one platform says.
   *
   * @param valid it would take the post
   * @param errors the rules that are broken, each with its limit and what was found
   * @param text how long the text is there, or null when there is none
   */
  record PlatformVerdict(boolean valid, List<FieldError> errors, @Nullable Measure text) {}

  /**
   * How long a text is.
   *
   * @param value how much of it there is
   * @param limit how much is allowed
   * @param unit what is counted
   */
  record Measure(int value, int limit, String unit) {}

  static PostVerdicts of(Collection<PlatformProfile> named, PostPlan plan, Findings findings) {
    Map<String, PlatformVerdict> platforms = new LinkedHashMap<>();
    for (PlatformProfile platform : named) {
      List<FieldError> errors = findings.of(platform.name());
      Measure text =
          plan.targets().stream()
              .filter(target -> target.platform().equals(platform.name()))
              .findFirst()
              .map(target -> measure(platform.text(), target))
              .orElse(null);
      platforms.put(platform.name(), new PlatformVerdict(errors.isEmpty(), errors, text));
    }
    return new PostVerdicts(findings.all().isEmpty(), findings.general(), platforms);
  }

  private static Measure measure(TextRule rule, PlannedTarget target) {
    return new Measure(rule.of(target.content().text()), rule.limit(), rule.unit());
  }
}
