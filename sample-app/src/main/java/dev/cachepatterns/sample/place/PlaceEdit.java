package dev.cachepatterns.sample.place;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What can be changed about a place. Its country cannot.
 *
 * @param name the new name
 * @param latitude degrees north
 * @param longitude degrees east
 */
record PlaceEdit(@NotBlank @Size(max = 200) String name, @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
		@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude) {

}
