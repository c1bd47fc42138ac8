package dev.cachepatterns.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A version of classes, compiled from source, so that two versions of one class can be
 * side by side as they are during a deployment.
 */
public final class Version {

	private static final Pattern NAME = Pattern.compile("public \\S*\\s*(?:class|record|enum|interface) (\\w+)");

	private final ClassLoader loader;

	private Version(ClassLoader loader) {
		this.loader = loader;
	}

	/**
	 * Compiles classes of the package {@code shop}.
	 * @param sources the public types, each without its package and imports
	 * @return the version
	 */
	public static Version of(String... sources) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter output = new StringWriter();
		try {
			Path classes = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "version");
			List<String> options = List.of("-d", classes.toString(), "-parameters", "-proc:none");
			List<Source> files = Arrays.stream(sources).map(Source::new).toList();
			if (!compiler.getTask(output, null, null, options, null, files).call()) {
				throw new IllegalStateException(output.toString());
			}
			return new Version(new URLClassLoader(new URL[] { url(classes) }, Version.class.getClassLoader()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The loader of its classes.
	 * @return the loader
	 */
	public ClassLoader loader() {
		return this.loader;
	}

	/**
	 * One of its classes.
	 * @param name the simple name
	 * @return the class
	 */
	public Class<?> type(String name) {
		try {
			return Class.forName("shop." + name, true, this.loader);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static URL url(Path classes) {
		try {
			return classes.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A source file in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String text) {
			super(URI.create("string:///shop/" + name(text) + ".java"), JavaFileObject.Kind.SOURCE);
			this.text = "package shop; import java.util.*; import org.springframework.cache.annotation.*; "
					+ "import com.fasterxml.jackson.annotation.*; " + text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

		private static String name(String text) {
			Matcher matcher = NAME.matcher(text);
			if (!matcher.find()) {
				throw new IllegalArgumentException("No public type in " + text);
			}
			return matcher.group(1);
		}

	}

}
