package dev.cachepatterns.sample.place;

import java.util.List;
import java.util.Map;

import dev.cachepatterns.sample.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /places}.
 */
@RestController
@RequestMapping("/places")
class PlaceController {

	private final PlaceService places;

	private final PlaceBatch batch;

	PlaceController(PlaceService places, PlaceBatch batch) {
		this.places = places;
		this.batch = batch;
	}

	@GetMapping
	List<Place> search(@RequestParam @NotBlank @Size(max = 100) String name,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
		return this.places.search(SearchName.of(name.strip()), limit);
	}

	@GetMapping("/{id}")
	Place read(@PathVariable long id) {
		return this.places.find(id).orElseThrow(() -> new NotFoundException("place", id));
	}

	@PutMapping("/{id}")
	Place edit(@PathVariable long id, @RequestBody @Valid PlaceEdit edit) {
		return this.places.update(id, edit);
	}

	@PatchMapping
	List<Place> editAll(@RequestBody @NotEmpty @Size(max = 100) Map<Long, @Valid PlaceEdit> edits) {
		return this.batch.update(edits);
	}

}
