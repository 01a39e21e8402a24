package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.io.EOFException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.coyote.BadRequestException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.resource.NoResourceFoundException;

class ErrorAnswersTest {
  private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
  private final ErrorAnswers errors =
      new ErrorAnswers(new Answers(WebJson.mapper()), beans.getBeanProvider(CamelContext.class));

  private MockHttpServletResponse unknownPath() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    errors.thrown(
        new NoResourceFoundException(HttpMethod.GET, "api/sns/me"),
        new MockHttpServletRequest("GET", "/api/sns/me"),
        response);
    return response;
  }

  @Test
  void a_client_that_hangs_up_is_no_failure_of_the_hub() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/error");
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new EOFException());
    MockHttpServletResponse response = new MockHttpServletResponse();

    errors.dispatched(request, response);

    assertThat(response.getStatus()).isEqualTo(400);
  }

  @Test
  void a_body_in_broken_chunks_is_no_failure_of_the_hub() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/error");
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new BadRequestException("chunks"));
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 400);
    MockHttpServletResponse response = new MockHttpServletResponse();

    errors.dispatched(request, response);

    assertThat(response.getStatus()).isEqualTo(400);
  }

  @Test
  void a_path_is_not_called_unknown_before_the_routes_have_started() throws Exception {
    try (CamelContext camel = new DefaultCamelContext()) {
      beans.addBean("camel", camel);

      assertThat(unknownPath().getStatus()).isEqualTo(503);
      assertThat(unknownPath().getHeader("Retry-After")).isEqualTo("1");
      camel.start();
      assertThat(unknownPath().getStatus()).isEqualTo(404);
    }
  }
}
