package dev.cachepatterns.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/**
 * Arguments of the command line of the form {@code --name=number}.
 */
public final class Arguments {

	private Arguments() {
	}

	/**
	 * Reads them.
	 * @param settings what holds without arguments
	 * @param usage all arguments, for messages
	 * @param reader changes one setting
	 * @param arguments the arguments
	 * @param <T> type of the settings
	 * @return the settings
	 * @throws IllegalArgumentException for an argument that is not known
	 */
	public static <T> T read(T settings, String usage, Reader<T> reader, String... arguments) {
		T all = settings;
		for (String argument : arguments) {
			String[] parts = argument.split("=", 2);
			boolean number = parts.length == 2 && parts[1].matches("[0-9]{1,6}");
			T changed = number ? reader.read(all, parts[0], Integer.parseInt(parts[1])) : null;
			if (changed == null) {
				throw new IllegalArgumentException("'" + argument + "' is no argument. " + usage);
			}
			all = changed;
		}
		return all;
	}

	/**
	 * Changes one setting.
	 *
	 * @param <T> type of the settings
	 */
	@FunctionalInterface
	public interface Reader<T> {

		/**
		 * Changes a setting.
		 * @param settings the settings so far
		 * @param name the name of the argument, with its dashes
		 * @param value its value
		 * @return the settings with it; {@code null} if the name is not known
		 */
		@Nullable T read(T settings, String name, int value);

	}

}
