package dev.cachepatterns.integration.jpa;

import java.util.function.LongConsumer;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests whose persistence context is open from their beginning to their end.
 */
@RestController
class SignController {

	/**
	 * What another instance does in the middle of a request.
	 */
	static volatile LongConsumer meanwhile = (id) -> {
	};

	private final Signs signs;

	SignController(Signs signs) {
		this.signs = signs;
	}

	@GetMapping("/signs/{id}")
	String read(@PathVariable long id) {
		return this.signs.looks(id);
	}

	@PostMapping("/signs/{id}")
	String write(@PathVariable long id, @RequestParam String text) {
		String before = this.signs.looks(id);
		this.signs.letter(id, text);
		return before + ", " + this.signs.looks(id);
	}

	@GetMapping("/signs/{id}/{way}")
	String readAgain(@PathVariable long id, @PathVariable String way) {
		String before = this.signs.find(id);
		meanwhile.accept(id);
		return before + ", " + switch (way) {
			case "looks" -> this.signs.looks(id);
			case "looksInTurn" -> this.signs.looksInTurn(id);
			case "loaded" -> this.signs.loaded(id);
			default -> this.signs.letter(id, way);
		};
	}

}
