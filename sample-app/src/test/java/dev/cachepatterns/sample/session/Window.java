package dev.cachepatterns.sample.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/**
 * A window of the browser, with what a person does in it.
 *
 * @param page what it shows
 * @param name names the files that show what it has shown
 */
record Window(Page page, String name) {

	private static final Path DIRECTORY = Path.of("target", "browser");

	/**
	 * A window with cookies of its own.
	 */
	static Window of(Chromium chromium, String name) {
		Page page = chromium.browser().newContext().newPage();
		page.setDefaultTimeout(10_000);
		return new Window(page, name);
	}

	void opens(AtlasProcess instance) {
		this.page.navigate(instance.url("/favourites"));
	}

	void logsIn() {
		this.page.getByLabel("Name").fill("ada");
		this.page.getByLabel("Password").fill("analytical");
		press("Log in");
		this.page.waitForURL("**/favourites*");
	}

	void adds(String place) {
		Locator row = this.page.locator("#places li").filter(new Locator.FilterOptions().setHasText(place));
		row.getByRole(AriaRole.BUTTON).click();
	}

	void press(String button) {
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
	}

	/**
	 * Keeps what it shows in the file system.
	 */
	void photograph(String title) {
		try {
			Files.createDirectories(DIRECTORY);
			String file = this.name + " " + title;
			this.page
				.screenshot(new Page.ScreenshotOptions().setPath(DIRECTORY.resolve(file + ".png")).setFullPage(true));
			Files.writeString(DIRECTORY.resolve(file + ".txt"),
					this.page.url() + "\n" + this.page.locator("body").innerText());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
