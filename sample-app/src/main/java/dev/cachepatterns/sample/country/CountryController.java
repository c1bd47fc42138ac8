package dev.cachepatterns.sample.country;

import java.util.Locale;

import dev.cachepatterns.sample.web.NotFoundException;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /countries}.
 */
@RestController
@RequestMapping("/countries/{code}")
class CountryController {

	private static final String CODE = "[A-Za-z]{2}";

	private static final String CODE_MESSAGE = "must be two letters";

	private final CountryService countries;

	CountryController(CountryService countries) {
		this.countries = countries;
	}

	@GetMapping
	Country read(@PathVariable @Pattern(regexp = CODE, message = CODE_MESSAGE) String code) {
		return find(code);
	}

	@GetMapping("/places")
	CountryPage places(@PathVariable @Pattern(regexp = CODE, message = CODE_MESSAGE) String code,
			@RequestParam(defaultValue = "0") @Min(0) int page) {
		Country country = find(code);
		int pages = (country.count() - 1) / CountryService.PAGE_SIZE + 1;
		if (page >= pages) {
			throw new NotFoundException("page", page);
		}
		return new CountryPage(country.code(), page, pages, this.countries.page(country.code(), page));
	}

	private Country find(String code) {
		String upperCase = code.toUpperCase(Locale.ROOT);
		return this.countries.find(upperCase).orElseThrow(() -> new NotFoundException("country", upperCase));
	}

}
