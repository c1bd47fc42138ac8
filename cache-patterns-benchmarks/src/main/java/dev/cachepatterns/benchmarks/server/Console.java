package dev.cachepatterns.benchmarks.server;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A connection on which a server is asked as a person would, line by line.
 */
final class Console {

	private final Socket socket;

	private final BufferedReader reader;

	Console(int port) {
		try {
			this.socket = new Socket("127.0.0.1", port);
			this.reader = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a line.
	 * @param line the line
	 * @param last tells the last line of the answer
	 * @return the lines of the answer
	 */
	synchronized List<String> ask(String line, Predicate<String> last) {
		try {
			this.socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
			List<String> answer = new ArrayList<>();
			do {
				answer.add(next());
			}
			while (!last.test(answer.get(answer.size() - 1)));
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String next() throws IOException {
		String line = this.reader.readLine();
		if (line == null) {
			throw new EOFException("The server has closed the connection");
		}
		return line;
	}

	void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
