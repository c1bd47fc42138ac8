package dev.cachepatterns.sample.country;

import java.util.Locale;

import dev.cachepatterns.sample.web.NotFoundException;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /countries}.
 */
@RestController
class CountryController {

	private final CountryService countries;

	CountryController(CountryService countries) {
		this.countries = countries;
	}

	@GetMapping("/countries/{code}")
	CountryPage read(@PathVariable @Pattern(regexp = "[A-Za-z]{2}", message = "must be two letters") String code,
			@RequestParam(defaultValue = "0") @Min(0) int page) {
		String upperCase = code.toUpperCase(Locale.ROOT);
		Country country = this.countries.find(upperCase).orElseThrow(() -> new NotFoundException("country", upperCase));
		int pages = (country.places() - 1) / CountryService.PAGE_SIZE + 1;
		if (page >= pages) {
			throw new NotFoundException("page", page);
		}
		return new CountryPage(country, page, pages, this.countries.page(upperCase, page));
	}

}
