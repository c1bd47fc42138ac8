package dev.cachepatterns.sample.place;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Edits several places in one transaction: all of them, or none. The cache follows the
 * transaction, so that an edit which is rolled back never reaches it.
 */
@Service
class PlaceBatch {

	private final PlaceService places;

	PlaceBatch(PlaceService places) {
		this.places = places;
	}

	@Transactional
	public List<Place> update(Map<Long, PlaceEdit> edits) {
		return edits.entrySet().stream().map((edit) -> this.places.update(edit.getKey(), edit.getValue())).toList();
	}

}
