package dev.cachepatterns.sample.country;

import dev.cachepatterns.sample.place.Place;

/**
 * Distances on a sphere of the Earth's mean radius, good to half a percent.
 */
final class Sphere {

	private static final double RADIUS_KILOMETRES = 6371.0088;

	private Sphere() {
	}

	/**
	 * Great-circle distance, by the haversine formula.
	 */
	static double kilometres(Place from, Place to) {
		double latitude = Math.sin(Math.toRadians(to.latitude() - from.latitude()) / 2);
		double longitude = Math.sin(Math.toRadians(to.longitude() - from.longitude()) / 2);
		double haversine = latitude * latitude + longitude * longitude * Math.cos(Math.toRadians(from.latitude()))
				* Math.cos(Math.toRadians(to.latitude()));
		return 2 * RADIUS_KILOMETRES * Math.asin(Math.sqrt(Math.min(1, haversine)));
	}

	/**
	 * Distance between two parallels: no two places on them are nearer to each other.
	 */
	static double kilometresBetweenParallels(Place from, Place to) {
		return RADIUS_KILOMETRES * Math.toRadians(Math.abs(to.latitude() - from.latitude()));
	}

}
