package dev.cachepatterns.sample.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * {@code /}: the endpoints, each with a command to try it.
 */
@RestController
class IndexController {

	private final String index;

	IndexController() throws IOException {
		this.index = new ClassPathResource("index.txt").getContentAsString(StandardCharsets.UTF_8);
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
	String index() {
		return this.index.replace("{base}", ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
	}

}
