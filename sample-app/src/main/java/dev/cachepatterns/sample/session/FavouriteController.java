package dev.cachepatterns.sample.session;

import java.security.Principal;

import dev.cachepatterns.sample.place.Place;
import dev.cachepatterns.sample.place.PlaceService;
import dev.cachepatterns.sample.place.SearchName;
import dev.cachepatterns.sample.web.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * {@code /favourites}: the page.
 */
@Controller
@RequestMapping("/favourites")
class FavouriteController {

	private static final int FOUND = 6;

	private final PlaceService places;

	FavouriteController(PlaceService places) {
		this.places = places;
	}

	@GetMapping
	String show(@RequestParam(defaultValue = "Reyk") @NotBlank @Size(max = 100) String name, Principal user,
			HttpServletRequest request, HttpSession session, Model model) {
		model.addAttribute("name", name);
		model.addAttribute("found", this.places.search(SearchName.of(name.strip()), FOUND));
		model.addAttribute("favourites", new Favourites(session).all());
		model.addAttribute("facts", SessionFacts.of(request, user));
		return "favourites";
	}

	@PostMapping
	String add(@RequestParam long id, @RequestParam String name, HttpSession session, RedirectAttributes redirect) {
		Place place = this.places.find(id).orElseThrow(() -> new NotFoundException("place", id));
		new Favourites(session).add(place);
		redirect.addFlashAttribute("message", place.name() + " is one of your favourites.");
		redirect.addAttribute("name", name);
		return "redirect:/favourites";
	}

	@PostMapping("/{id}/remove")
	String remove(@PathVariable long id, HttpSession session) {
		new Favourites(session).remove(id);
		return "redirect:/favourites";
	}

}
