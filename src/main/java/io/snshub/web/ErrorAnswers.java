package io.snshub.web;

import io.snshub.call.Answer;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers with a problem document where Spring or the servlet container would use their own. */
@ControllerAdvice
@Controller
class ErrorAnswers implements ErrorController {
  private final Answers answers;
  private final ObjectProvider<CamelContext> camel;

  ErrorAnswers(Answers answers, ObjectProvider<CamelContext> camel) {
    this.answers = answers;
    this.camel = camel;
  }

  @ExceptionHandler(Throwable.class)
  void thrown(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
      answers.write(request, response, answer(thrown));
    }
  }

  /** Where the servlet container goes after {@code sendError}. */
  @RequestMapping("${server.error.path:/error}")
  void dispatched(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    boolean unreadable =
        thrown instanceof IOException && status instanceof Integer code && code == 400;
    if (unreadable
        || thrown instanceof IOException gone
            && DisconnectedClientHelper.isClientDisconnectedException(gone)) {
      // broken chunks, or gone in the middle of an upload: no failure of the hub's
      answers.refuse(request, response, Failures.byStatus(400));
    } else if (thrown instanceof Throwable failure) {
      answers.write(request, response, answer(failure));
    } else {
      // asked for by a client, this path is like any other unknown one
      int code = status instanceof Integer known ? known : 404;
      answers.refuse(request, response, Failures.byStatus(code));
    }
  }

  private Answer answer(Throwable thrown) {
    if (thrown instanceof HttpRequestMethodNotSupportedException method) {
      return Failures.answer(methodNotAllowed(method));
    }
    if (thrown instanceof MaxUploadSizeExceededException) {
      return Failures.answer(Failures.tooLarge("the upload is larger than allowed"));
    }
    if (thrown instanceof NoResourceFoundException && !camel.getObject().isStarted()) {
      // the port is open a moment before the routes are, and they close before it does
      return Failures.answer(Problems.unavailable("the hub is starting or stopping"));
    }
    if (thrown instanceof ErrorResponse spring && !spring.getStatusCode().is5xxServerError()) {
      return Failures.answer(Failures.byStatus(spring.getStatusCode().value()));
    }
    return Failures.answer(thrown);
  }

  private static ProblemException methodNotAllowed(HttpRequestMethodNotSupportedException e) {
    Set<String> allowed = new TreeSet<>();
    Set<HttpMethod> supported = e.getSupportedHttpMethods();
    if (supported != null) {
      supported.forEach(method -> allowed.add(method.name()));
    }
    String list = String.join(", ", allowed);
    return Problems.of(
            405,
            "method_not_allowed",
            "Method not allowed",
            allowed.isEmpty() ? "no method is allowed here" : "allowed here: " + list)
        .header("Allow", list);
  }
}
