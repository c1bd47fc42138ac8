package dev.cachepatterns.sample.web;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns exceptions into RFC 9457 problem details that say what to change.
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail handle(NotFoundException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail handle(DuplicateKeyException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Another row has a value that must be unique");
	}

	@ExceptionHandler
	ProblemDetail handle(DataIntegrityViolationException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
				"The database refuses a value: out of range, or it refers to something that does not exist");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Stream<String> mistakes = ex.getAllErrors().stream().map((error) -> describe("body", error));
		return badInput(ex, mistakes, headers, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Stream<String> mistakes = ex.getParameterValidationResults().stream().flatMap(this::describe);
		return badInput(ex, mistakes, headers, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return badInput(ex, Stream.of("body is not the JSON that is expected"), headers, request);
	}

	private @Nullable ResponseEntity<Object> badInput(Exception ex, Stream<String> mistakes, HttpHeaders headers,
			WebRequest request) {
		List<String> sorted = mistakes.sorted().toList();
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.join("; ", sorted));
		return handleExceptionInternal(ex, problem, headers, HttpStatus.BAD_REQUEST, request);
	}

	private Stream<String> describe(ParameterValidationResult result) {
		String parameter = String.valueOf(result.getMethodParameter().getParameterName());
		return result.getResolvableErrors().stream().map((error) -> describe(parameter, error));
	}

	private String describe(String parameter, MessageSourceResolvable error) {
		String subject = (error instanceof FieldError field) ? field.getField() : parameter;
		return subject + " " + error.getDefaultMessage();
	}

}
