package dev.cachepatterns.sample.session;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/**
 * The browser of this machine, without a window.
 *
 * @param playwright drives it
 * @param browser the browser
 */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	private static final List<String> ELSEWHERE = List.of("/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

	static Chromium started() {
		Path program = program();
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		boolean root = "root".equals(System.getProperty("user.name"));
		Browser browser = playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(program)
				.setArgs(root ? List.of("--no-sandbox") : List.of()));
		return new Chromium(playwright, browser);
	}

	private static Path program() {
		Stream<Path> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((directory) -> NAMES.stream().map((name) -> Path.of(directory, name)));
		return Stream.concat(onPath, ELSEWHERE.stream().map(Path::of))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"This test needs a real Chromium: install it, for example with apt-get install chromium"));
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
